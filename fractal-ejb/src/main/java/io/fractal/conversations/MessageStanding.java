package io.fractal.conversations;

import io.fractal.spi.DeliveryStatus;
import java.time.Instant;

/**
 * How a message stands, as people see it. Everything but the status may be {@code null}.
 *
 * @param providerStatus the provider's word for the status
 * @param errorCode the first error's code, or that of the obstacle while it waits
 * @param errorMessage the words to it, the provider's own or what its plugin says of the code
 * @param sentAt the first proof that it had left the provider
 * @param deliveredAt the first proof that it had arrived
 * @param readAt the first proof that it had been read
 */
public record MessageStanding(
        DeliveryStatus status,
        String providerStatus,
        String errorCode,
        String errorMessage,
        Instant sentAt,
        Instant deliveredAt,
        Instant readAt) {

    /** The same with other words to the error. */
    public MessageStanding withErrorMessage(String words) {
        return new MessageStanding(status, providerStatus, errorCode, words, sentAt, deliveredAt, readAt);
    }
}
