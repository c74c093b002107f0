package io.fractal.spi;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider's report on the way of a message that we sent. Reports come in any order, repeatedly, and sometimes before the answer to
 * the call that created the message.
 *
 * @param providerMessageId the provider's id of the message
 * @param status what the provider says, in Fractal's words
 * @param providerStatus what the provider says, in its own words, for example {@code delivered}
 * @param error the error, if the report carries one
 * @param rawPayload the parameters as they came
 */
public record StatusReport(
        String providerMessageId,
        DeliveryStatus status,
        String providerStatus,
        Optional<ProviderError> error,
        Map<String, String> rawPayload)
        implements InboundEvent {

    /** Replaces in all texts what no database keeps (U+0000, halves of surrogate pairs) by U+FFFD. */
    public StatusReport {
        providerMessageId = StorableText.of(Objects.requireNonNull(providerMessageId, "providerMessageId"));
        Objects.requireNonNull(status, "status");
        providerStatus = StorableText.of(Objects.requireNonNull(providerStatus, "providerStatus"));
        Objects.requireNonNull(error, "error");
        rawPayload = StorableText.of(rawPayload);
    }
}
