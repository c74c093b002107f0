package io.fractal.conversations;

import java.time.Instant;

/**
 * One thing that was heard of a message's way.
 *
 * @param status a name of {@link io.fractal.spi.DeliveryStatus}
 * @param providerStatus the provider's own word, or {@code null}
 * @param errorCode the error it carried, or {@code null}
 * @param errorMessage the error's words, or {@code null}
 * @param source {@code FRACTAL}, {@code RESPONSE}, {@code CALLBACK}, {@code LOOKUP} or {@code WEBHOOK}
 * @param timestamp when Fractal heard it
 * @param rawPayloadJson what came, a JSON object
 */
public record StatusEventView(
        String status,
        String providerStatus,
        String errorCode,
        String errorMessage,
        String source,
        Instant timestamp,
        String rawPayloadJson) {}
