package io.fractal.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The provider did not do what it was asked for, or may not have: above all, it did not take a message. */
public final class ProviderFailedException extends Exception {

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
    public ProviderFailedException(
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

    /**
     * The provider has nothing of the kind.
     *
     * @param what the method that was called
     */
    public static ProviderFailedException unsupported(String what) {
        return new ProviderFailedException(
                ErrorKind.REJECTED,
                "The provider does not support " + what,
                Optional.of(new InboundEvent.ProviderError("UNSUPPORTED", Optional.empty())),
                Optional.empty(),
                null);
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
