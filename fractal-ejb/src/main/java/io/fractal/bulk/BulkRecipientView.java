package io.fractal.bulk;

import java.util.UUID;

/**
 * One recipient of a job as it is shown. What is not said to be present may be {@code null}.
 *
 * @param index the place in the request, from 0
 * @param to the canonical address, or what was given for one
 * @param status present
 * @param messageId the message made for them
 * @param messageStatus its status, a name of {@link io.fractal.spi.DeliveryStatus}
 * @param provider by whom it goes out
 * @param errorCode why there is no message, or what went wrong with it
 * @param errorMessage the same in words
 */
public record BulkRecipientView(
        int index,
        String to,
        UUID contactId,
        RecipientStatus status,
        UUID messageId,
        String messageStatus,
        String provider,
        String errorCode,
        String errorMessage) {

    /** The place only. */
    @Override
    public String toString() {
        return "BulkRecipientView[" + index + "]";
    }
}
