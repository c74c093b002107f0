package io.fractal.spi;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a provider's webhook tells. */
public sealed interface InboundEvent permits InboundMessage, StatusReport {

    /** The provider's id of the message that the event is about, for Twilio the message SID. */
    String providerMessageId();

    /** The webhook's parameters as they came, kept beside the message for people to read. */
    Map<String, String> rawPayload();

    /**
     * The error a provider states.
     *
     * @param code the provider's error code, for example {@code 30003}
     * @param message the provider's words, if it sent any
     */
    record ProviderError(String code, Optional<String> message) {

        public ProviderError {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }
}
