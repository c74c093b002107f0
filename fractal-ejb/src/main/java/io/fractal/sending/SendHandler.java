package io.fractal.sending;

import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands messages to their providers, one conversation at a time in order. What to do follows from what stands in the database and not
 * from the work item, so that it does not matter how often, or after what crash, the work comes.
 *
 * <p>Each step is committed before the next begins: the attempt before the call, the outcome after it. An attempt found open means
 * that the process ended in between; the provider is asked before anything is sent again.
 */
@ApplicationScoped
public class SendHandler implements OutboxHandler {

    static final String KIND = "send";

    /** While nobody knows whether a message went out, the next ones of its conversation wait this long for an answer, no longer. */
    private static final Duration HOLDS_UP_OTHERS = Duration.ofMinutes(10);

    @EJB
    private Transactions transactions;

    @Inject
    private Handovers handovers;

    @Inject
    private Outcomes outcomes;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        Handover next = transactions.inNew(() -> handovers.next(work.workspaceId(), work.subjectId()));
        if (next instanceof Handover.Ask question) {
            return ask(work, question);
        }
        return carryOut(work, next);
    }

    private OutboxResult carryOut(OutboxWork work, Handover next) {
        if (next instanceof Handover.Send send) {
            return send(work, send);
        }
        if (next instanceof Handover.Wait wait) {
            return OutboxResult.retryAt(wait.until(), wait.code());
        }
        if (next instanceof Handover.Refused refused) {
            return OutboxResult.dead(refused.code());
        }
        return OutboxResult.done();
    }

    private OutboxResult send(OutboxWork work, Handover.Send send) {
        try {
            SendReceipt receipt = send.adapter().send(send.message());
            transactions.doInNew(() -> outcomes.taken(tried(work, send.attemptId()), receipt));
            return OutboxResult.done();
        } catch (ProviderFailedException failure) {
            return failed(work, send, failure);
        }
    }

    private OutboxResult failed(OutboxWork work, Handover.Send send, ProviderFailedException failure) {
        return switch (failure.kind()) {
            case REJECTED, BUG -> {
                transactions.doInNew(() -> outcomes.refused(tried(work, send.attemptId()), failure));
                yield OutboxResult.dead(words(failure));
            }
            case THROTTLED, UNAVAILABLE -> notNow(work, send, failure);
            case OUTCOME_UNKNOWN -> {
                transactions.doInNew(() -> outcomes.unknown(tried(work, send.attemptId()), Optional.of(failure)));
                yield OutboxResult.retryAt(
                        clock.instant().plus(Backoff.beforeAskingAgain(Duration.ZERO)), words(failure));
            }
        };
    }

    private OutboxResult notNow(OutboxWork work, Handover.Send send, ProviderFailedException failure) {
        int tries = transactions.inNew(() -> outcomes.notNow(tried(work, send.attemptId()), failure));
        if (tries == Outcomes.GIVEN_UP) {
            return OutboxResult.dead(words(failure));
        }
        Duration pause = Backoff.after(tries, failure.retryAfter(), ThreadLocalRandom.current());
        return OutboxResult.retryAt(clock.instant().plus(pause), words(failure));
    }

    private OutboxResult ask(OutboxWork work, Handover.Ask question) {
        try {
            Lookup answer = question.adapter()
                    .lookUp(question.message(), question.startedAt(), question.accountedFor()::contains);
            if (answer instanceof Lookup.Found found) {
                transactions.doInNew(() -> outcomes.foundOut(tried(work, question.attemptId()), found.receipt()));
                return OutboxResult.done();
            }
            if (answer instanceof Lookup.Absent) {
                return carryOut(work, transactions.inNew(() -> handovers.again(work.workspaceId(), work.subjectId())));
            }
            return undecided(question, "the provider cannot tell yet");
        } catch (ProviderFailedException failure) {
            return undecided(question, words(failure));
        } catch (PluginFailedException failure) {
            return undecided(question, failure.code());
        }
    }

    /** The message stays unknown, for all to see. Later messages are held up for a while only; then the watch asks on. */
    private OutboxResult undecided(Handover.Ask question, String reason) {
        Instant now = clock.instant();
        Duration unknownFor = Duration.between(question.unknownSince(), now);
        return unknownFor.compareTo(HOLDS_UP_OTHERS) > 0
                ? OutboxResult.dead(reason)
                : OutboxResult.retryAt(now.plus(Backoff.beforeAskingAgain(unknownFor)), reason);
    }

    private static Tried tried(OutboxWork work, UUID attemptId) {
        return new Tried(work.workspaceId(), work.subjectId(), attemptId);
    }

    /** The kind and the provider's code only: words may hold numbers of people. */
    private static String words(ProviderFailedException failure) {
        ErrorKind kind = failure.kind();
        return failure.providerError()
                .map(ProviderError::code)
                .map(code -> kind + " " + code)
                .orElse(kind.name());
    }
}
