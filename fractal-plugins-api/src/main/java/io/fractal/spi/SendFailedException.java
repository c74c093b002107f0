package io.fractal.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The provider did not take a message, or may not have. */
public final class SendFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final transient Optional<InboundEvent.ProviderError> providerError;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param kind what it means for trying again
     * @param message for the log: no message text, no secret
     * @param providerError the provider's own error, if it stated one
     * @param retryAfter how long the provider asks to wait, if it does
     * @param cause the failure underneath, or {@code null}
     */
    public SendFailedException(
            ErrorKind kind,
            String message,
            Optional<InboundEvent.ProviderError> providerError,
            Optional<Duration> retryAfter,
            Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.providerError = Objects.requireNonNull(providerError, "providerError");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** What it means for trying again. */
    public ErrorKind kind() {
        return kind;
    }

    /** The provider's own error, if it stated one. */
    public Optional<InboundEvent.ProviderError> providerError() {
        return providerError;
    }

    /** How long the provider asks to wait, if it does. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
