package io.fractal.tracking;

import io.fractal.spi.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * One entry of a message's history, as far as the shown status depends on it.
 *
 * @param id orders entries of the same instant
 * @param providerStatus the provider's own word, or {@code null}
 * @param errorCode the error it carried, or {@code null}
 * @param errorMessage the error's words, or {@code null}
 * @param occurredAt when Fractal heard it
 */
public record HeardStatus(
        UUID id,
        DeliveryStatus status,
        String providerStatus,
        String errorCode,
        String errorMessage,
        StatusEventSource source,
        Instant occurredAt) {

    boolean hasError() {
        return errorCode != null || errorMessage != null;
    }
}
