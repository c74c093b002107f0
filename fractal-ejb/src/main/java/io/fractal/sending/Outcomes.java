package io.fractal.sending;

import io.fractal.conversations.Message;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import io.fractal.tracking.ParkedReports;
import io.fractal.tracking.StatusEventSource;
import io.fractal.tracking.StatusNews;
import io.fractal.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes down what came of handing a message over. Works in the caller's transaction. */
@ApplicationScoped
public class Outcomes {

    /** Instead of a number of tries: there will be no further one. */
    static final int GIVEN_UP = -1;

    private static final Duration PATIENCE = Duration.ofDays(1);

    @Inject
    private Tracking tracking;

    @Inject
    private ParkedReports parked;

    @Inject
    private Attempts attempts;

    @Inject
    private SenderRates rates;

    @Inject
    private Clock clock;

    /** The provider took it. */
    void taken(Tried tried, SendReceipt receipt) {
        adopt(tried, receipt, StatusEventSource.RESPONSE);
    }

    /** The provider turned out to have taken it. */
    void foundOut(Tried tried, SendReceipt receipt) {
        adopt(tried, receipt, StatusEventSource.LOOKUP);
    }

    private void adopt(Tried tried, SendReceipt receipt, StatusEventSource source) {
        DeliveryAttempt attempt = attempts.find(tried);
        // In the order in which reports lock too: the provider's id first, then the message.
        parked.lock(tracking.providerAccountOf(tried.workspaceId(), tried.messageId()), receipt.providerMessageId());
        Message message = held(tried);
        attempt.took(receipt.providerMessageId(), clock.instant());
        receipt.segments().ifPresent(message::countSegments);
        receipt.price().ifPresent(price -> message.costs(price.amount(), price.currency(), clock.instant()));
        rates.flows(message);
        tracking.taken(message, receipt.providerMessageId(), StatusNews.of(receipt, source, clock.instant()));
    }

    /** The provider will never take it, or the adapter cannot hand it over. */
    void refused(Tried tried, ProviderFailedException failure) {
        Message message = held(tried);
        ProviderError error = error(failure);
        end(tried, failure, error);
        boolean byProvider = failure.providerError().isPresent();
        tracking.heard(
                message,
                new StatusNews(
                        DeliveryStatus.FAILED,
                        Optional.empty(),
                        Optional.of(error),
                        byProvider ? StatusEventSource.RESPONSE : StatusEventSource.FRACTAL,
                        payload(failure),
                        clock.instant()));
    }

    /** It must not go out, by what is known now; the message is held. */
    void forbidden(Message message, Obstacle.Forbidden why) {
        ProviderError error = new ProviderError(why.code(), Optional.of(why.words()));
        tracking.heard(message, StatusNews.own(DeliveryStatus.FAILED, Optional.of(error), clock.instant()));
    }

    /** Its provider does not have it, and nobody wants it sent any more; the message is held. */
    void withdrawn(Message message, ProviderError why) {
        tracking.heard(message, StatusNews.own(DeliveryStatus.CANCELED, Optional.of(why), clock.instant()));
    }

    /** Nobody knows whether the provider took it. */
    void unknown(Tried tried, Optional<ProviderFailedException> failure) {
        Message message = held(tried);
        attempts.find(tried)
                .ended(
                        AttemptOutcome.UNKNOWN,
                        failure.flatMap(ProviderFailedException::providerError)
                                .map(ProviderError::code)
                                .orElse(null),
                        failure.map(ProviderFailedException::getMessage).orElse("The process ended during the call"),
                        clock.instant());
        tracking.heard(message, StatusNews.own(DeliveryStatus.UNKNOWN, Optional.empty(), clock.instant()));
    }

    /**
     * The provider cannot take it now.
     *
     * @return how many tries there have been, or {@link #GIVEN_UP} when it has been tried for long enough
     */
    int notNow(Tried tried, ProviderFailedException failure) {
        Message message = held(tried);
        ProviderError error = error(failure);
        DeliveryAttempt attempt = end(tried, failure, error);
        if (failure.kind() == ErrorKind.THROTTLED) {
            rates.throttled(message, failure.retryAfter());
        }
        if (Duration.between(attempts.firstBegun(message), clock.instant()).compareTo(PATIENCE) > 0) {
            tracking.heard(message, StatusNews.own(DeliveryStatus.FAILED, Optional.of(error), clock.instant()));
            return GIVEN_UP;
        }
        if (message.waitsBecause(error.code(), error.message().orElse(null), clock.instant())) {
            tracking.announce(message);
        }
        return attempt.getNumber();
    }

    private Message held(Tried tried) {
        return tracking.locked(tried.workspaceId(), tried.messageId()).orElseThrow();
    }

    private DeliveryAttempt end(Tried tried, ProviderFailedException failure, ProviderError error) {
        DeliveryAttempt attempt = attempts.find(tried);
        attempt.ended(
                AttemptOutcome.of(failure.kind()),
                error.code(),
                error.message().orElseGet(failure::getMessage),
                clock.instant());
        return attempt;
    }

    /** What the provider stated, else Fractal's own name for it, so that nothing fails without a code to look up. */
    private static ProviderError error(ProviderFailedException failure) {
        return failure.providerError()
                .orElseGet(() -> new ProviderError(
                        switch (failure.kind()) {
                            case REJECTED -> "REJECTED";
                            case THROTTLED -> "PROVIDER_BUSY";
                            case UNAVAILABLE -> "PROVIDER_UNAVAILABLE";
                            case OUTCOME_UNKNOWN -> "OUTCOME_UNKNOWN";
                            case BUG -> "ADAPTER_FAILED";
                        },
                        Optional.empty()));
    }

    private static Map<String, String> payload(ProviderFailedException failure) {
        return failure.providerError()
                .map(error -> error.message()
                        .map(words -> Map.of("code", error.code(), "message", words))
                        .orElseGet(() -> Map.of("code", error.code())))
                .orElseGet(Map::of);
    }
}
