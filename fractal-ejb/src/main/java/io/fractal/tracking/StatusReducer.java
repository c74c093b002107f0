package io.fractal.tracking;

import io.fractal.conversations.MessageStanding;
import io.fractal.spi.DeliveryStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Derives what a message shows from everything ever heard of it. A pure function of the set of entries: the order in which they are
 * handed over does not matter, and a further entry never makes the status go backwards.
 *
 * <p>Providers report in any order, so the status is not the latest word but the one that proves most ({@link #BY_PROOF}; source of
 * the stages: Twilio, Messages resource, "Message Status values"). The rules behind that order:
 *
 * <ul>
 *   <li>A late {@code sent} after {@code delivered}, or after {@code failed}, changes nothing.
 *   <li>{@code canceled}, {@code failed} and {@code undelivered} end a message's way: they outweigh every stage before arrival. Of
 *       several, the one that got furthest is shown.
 *   <li>Proof of arrival outweighs an end without arrival: {@code undelivered} says that no receipt came, {@code delivered} and {@code
 *       read} say that one did. Carriers correct themselves in this direction; in the other one the handset had it already.
 *   <li>The first error stays, even when the message arrived after all: it is part of what happened.
 *   <li>What Fractal itself says before the provider has spoken (scheduled, queued, outcome unknown, queued again) goes by time, the latest
 *       counts, and any word of the provider outweighs it.
 *   <li>A word of the provider's that its adapter does not know is kept in the history and proves nothing.
 * </ul>
 */
public final class StatusReducer {

    private static final List<DeliveryStatus> BY_PROOF = List.of(
            DeliveryStatus.RECEIVING,
            DeliveryStatus.RECEIVED,
            DeliveryStatus.SCHEDULED,
            DeliveryStatus.ACCEPTED,
            DeliveryStatus.QUEUED,
            DeliveryStatus.SENDING,
            DeliveryStatus.SENT,
            DeliveryStatus.PARTIALLY_DELIVERED,
            DeliveryStatus.CANCELED,
            DeliveryStatus.FAILED,
            DeliveryStatus.UNDELIVERED,
            DeliveryStatus.DELIVERED,
            DeliveryStatus.READ);

    private static final Set<DeliveryStatus> PROVES_READ = EnumSet.of(DeliveryStatus.READ);
    private static final Set<DeliveryStatus> PROVES_ARRIVED = EnumSet.of(DeliveryStatus.DELIVERED, DeliveryStatus.READ);
    /** {@code undelivered} is heard from the carrier, so the message had been sent; {@code failed} may come before that. */
    private static final Set<DeliveryStatus> PROVES_SENT = EnumSet.of(
            DeliveryStatus.SENT,
            DeliveryStatus.PARTIALLY_DELIVERED,
            DeliveryStatus.UNDELIVERED,
            DeliveryStatus.DELIVERED,
            DeliveryStatus.READ);

    private static final Set<DeliveryStatus> WAITING_HERE =
            EnumSet.of(DeliveryStatus.QUEUED, DeliveryStatus.SCHEDULED, DeliveryStatus.UNKNOWN);

    private static final Comparator<HeardStatus> BY_TIME =
            Comparator.comparing(HeardStatus::occurredAt).thenComparing(HeardStatus::id);

    private StatusReducer() {}

    /**
     * What a message with this history shows.
     *
     * @param history in any order, not empty
     * @throws IllegalArgumentException when the history is empty
     */
    public static MessageStanding of(Collection<HeardStatus> history) {
        if (history.isEmpty()) {
            throw new IllegalArgumentException("A message without a history has no status");
        }
        List<HeardStatus> byTime = history.stream().sorted(BY_TIME).toList();
        HeardStatus decisive = decisive(byTime);
        Optional<HeardStatus> error = firstError(byTime);
        return new MessageStanding(
                decisive.status(),
                decisive.providerStatus(),
                error.map(HeardStatus::errorCode).orElse(null),
                error.map(HeardStatus::errorMessage).orElse(null),
                firstProof(byTime, PROVES_SENT),
                firstProof(byTime, PROVES_ARRIVED),
                firstProof(byTime, PROVES_READ));
    }

    /** Whether nothing but a late correction can follow. */
    public static boolean isFinal(DeliveryStatus status) {
        return switch (status) {
            case READ, FAILED, UNDELIVERED, CANCELED, RECEIVED -> true;
            default -> false;
        };
    }

    private static HeardStatus decisive(List<HeardStatus> byTime) {
        Optional<HeardStatus> strongest = Optional.empty();
        for (HeardStatus heard : byTime) {
            if (proves(heard)
                    && strongest.map(best -> proof(heard) > proof(best)).orElse(true)) {
                strongest = Optional.of(heard);
            }
        }
        return strongest.or(() -> latestWaiting(byTime)).orElseGet(() -> byTime.get(0));
    }

    /** Fractal's own waiting states prove nothing about the provider. */
    private static boolean proves(HeardStatus heard) {
        return heard.status() != DeliveryStatus.UNKNOWN && !isWaiting(heard);
    }

    private static boolean isWaiting(HeardStatus heard) {
        return heard.source() == StatusEventSource.FRACTAL && WAITING_HERE.contains(heard.status());
    }

    private static Optional<HeardStatus> latestWaiting(List<HeardStatus> byTime) {
        return byTime.stream().filter(StatusReducer::isWaiting).reduce((earlier, later) -> later);
    }

    private static int proof(HeardStatus heard) {
        return BY_PROOF.indexOf(heard.status());
    }

    private static Instant firstProof(List<HeardStatus> byTime, Set<DeliveryStatus> proofs) {
        return byTime.stream()
                .filter(heard -> proofs.contains(heard.status()))
                .map(HeardStatus::occurredAt)
                .findFirst()
                .orElse(null);
    }

    /** A report with a code goes before one with words only, because the code is what people and programs look up. */
    private static Optional<HeardStatus> firstError(List<HeardStatus> byTime) {
        return byTime.stream()
                .filter(heard -> heard.errorCode() != null)
                .findFirst()
                .or(() -> byTime.stream().filter(HeardStatus::hasError).findFirst());
    }
}
