package io.fractal.tracking;

import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxWork;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Asks a provider about one message: prepared and recorded in transactions of their own, asked with none. */
@ApplicationScoped
public class Asking {

    @EJB
    private Transactions transactions;

    @Inject
    private Enquiries enquiries;

    /** What came of asking. */
    public enum Result {
        /** The answer is recorded, and the price is known. */
        PRICED,
        /** The answer is recorded, and the price is not known yet. */
        WITHOUT_PRICE,
        /** There is nobody to ask, or the provider does not tell about single messages. */
        NOT_ASKABLE,
        /** The provider did not answer; later it may. */
        NOT_REACHED
    }

    Result about(OutboxWork work) {
        return about(work.workspaceId(), work.subjectId());
    }

    /** Asks how a message stands, and records the answer; not within a transaction. */
    public Result about(UUID workspaceId, UUID messageId) {
        Optional<Enquiries.Question> question = transactions.inNew(() -> enquiries.about(workspaceId, messageId));
        if (question.isEmpty()) {
            return Result.NOT_ASKABLE;
        }
        try {
            Optional<SendReceipt> answer =
                    question.get().adapter().fetch(question.get().providerMessageId());
            return answer.map(receipt -> transactions.inNew(() -> enquiries.answered(workspaceId, messageId, receipt)))
                    .map(priced -> priced ? Result.PRICED : Result.WITHOUT_PRICE)
                    .orElse(Result.NOT_ASKABLE);
        } catch (ProviderFailedException | PluginFailedException failure) {
            return Result.NOT_REACHED;
        }
    }
}
