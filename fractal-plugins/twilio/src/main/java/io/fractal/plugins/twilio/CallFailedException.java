package io.fractal.plugins.twilio;

import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import java.time.Duration;
import java.util.Optional;

/** Carries a failed HTTP call through the SDK, which would drop the headers and repeat server errors. */
final class CallFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final transient Optional<ProviderError> providerError;
    private final transient Optional<Duration> retryAfter;

    CallFailedException(
            ErrorKind kind,
            String message,
            Optional<ProviderError> providerError,
            Optional<Duration> retryAfter,
            Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.providerError = providerError;
        this.retryAfter = retryAfter;
    }

    ErrorKind kind() {
        return kind;
    }

    ProviderFailedException asSendFailure(ErrorKind asKind) {
        return new ProviderFailedException(asKind, getMessage(), providerError, retryAfter, getCause());
    }
}
