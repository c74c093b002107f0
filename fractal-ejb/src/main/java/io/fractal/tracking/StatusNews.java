package io.fractal.tracking;

import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.StatusReport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something new about a message's way, about to be appended to its history.
 *
 * @param providerStatus the provider's own word, if it was the provider that spoke
 * @param rawPayload what came, as it came
 * @param occurredAt when Fractal heard it
 */
public record StatusNews(
        DeliveryStatus status,
        Optional<String> providerStatus,
        Optional<ProviderError> error,
        StatusEventSource source,
        Map<String, String> rawPayload,
        Instant occurredAt) {

    /** A provider reported of its own accord. */
    public static StatusNews of(StatusReport report, Instant heardAt) {
        return new StatusNews(
                report.status(),
                Optional.of(report.providerStatus()),
                report.error(),
                StatusEventSource.CALLBACK,
                report.rawPayload(),
                heardAt);
    }

    /**
     * A provider answered.
     *
     * @param source {@link StatusEventSource#RESPONSE} or {@link StatusEventSource#LOOKUP}
     */
    public static StatusNews of(SendReceipt receipt, StatusEventSource source, Instant heardAt) {
        return new StatusNews(
                receipt.status(),
                Optional.of(receipt.providerStatus()),
                receipt.error(),
                source,
                receipt.rawPayload(),
                heardAt);
    }

    /** A message came in by a webhook. */
    public static StatusNews received(Map<String, String> rawPayload, Instant at) {
        return new StatusNews(
                DeliveryStatus.RECEIVED,
                Optional.of("received"),
                Optional.empty(),
                StatusEventSource.WEBHOOK,
                rawPayload,
                at);
    }

    /** The same without what somebody may have written. */
    StatusNews withoutTexts() {
        return new StatusNews(status, providerStatus, error, source, Payloads.withoutTexts(rawPayload), occurredAt);
    }

    /** Fractal itself has something to say. */
    public static StatusNews own(DeliveryStatus status, Optional<ProviderError> error, Instant at) {
        return new StatusNews(status, Optional.empty(), error, StatusEventSource.FRACTAL, Map.of(), at);
    }
}
