package io.fractal.sending;

import io.fractal.database.Transactions;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The steps of canceling one message: decided and recorded in transactions of their own, the provider called with none. */
@ApplicationScoped
public class TakingBack {

    @EJB
    private Transactions transactions;

    @Inject
    private Cancellations cancellations;

    /**
     * Cancels a message; see {@link Cancellation#cancel}.
     *
     * @param why what is to be shown with it, if anything
     */
    void cancel(UUID workspaceId, UUID messageId, Optional<ProviderError> why) {
        Optional<ProviderMessage> there = transactions.inNew(() -> cancellations.begin(workspaceId, messageId, why));
        there.ifPresent(message -> {
            SendReceipt receipt = ask(message, messageId);
            transactions.doInNew(() -> cancellations.done(workspaceId, messageId, receipt, why));
        });
    }

    private static SendReceipt ask(ProviderMessage message, UUID messageId) {
        try {
            return message.adapter().cancel(message.sid());
        } catch (ProviderFailedException failure) {
            if (failure.kind() == ErrorKind.REJECTED) {
                throw CancelRefusedException.tooLate(messageId);
            }
            throw ProviderNotReachedException.because(messageId, failure);
        } catch (PluginFailedException failure) {
            throw ProviderNotReachedException.because(messageId, failure);
        }
    }
}
