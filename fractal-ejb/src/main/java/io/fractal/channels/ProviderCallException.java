package io.fractal.channels;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import java.util.List;
import java.util.Optional;

/** A provider did not do what somebody asked Fractal to have done there: it refused, or it does not answer now. */
public final class ProviderCallException extends FractalException {

    private final transient List<FieldError> words;

    private ProviderCallException(
            ErrorKind kind, String code, String message, List<FieldError> words, Throwable cause) {
        super(kind, code, message, cause);
        this.words = List.copyOf(words);
    }

    /** What a failure means for whoever asked. A refusal comes with the provider's own code and words. */
    public static ProviderCallException of(ProviderFailedException failure) {
        return switch (failure.kind()) {
            case REJECTED ->
                new ProviderCallException(
                        ErrorKind.INVALID, "PROVIDER_REFUSED", failure.getMessage(), words(failure), failure);
            case THROTTLED ->
                new ProviderCallException(
                        ErrorKind.THROTTLED, "PROVIDER_BUSY", failure.getMessage(), List.of(), failure);
            case UNAVAILABLE, OUTCOME_UNKNOWN, BUG ->
                new ProviderCallException(
                        ErrorKind.UNAVAILABLE, "PROVIDER_UNAVAILABLE", failure.getMessage(), words(failure), failure);
        };
    }

    /** Nobody speaks for a provider, or its plugin does not know of such things. */
    public static ProviderCallException notOffered(String what) {
        return new ProviderCallException(
                ErrorKind.CONFLICT, "PROVIDER_NOT_AVAILABLE", "No provider offers " + what, List.of(), null);
    }

    private static List<FieldError> words(ProviderFailedException failure) {
        Optional<ProviderError> stated = failure.providerError();
        return stated
                .map(error -> new FieldError(
                        "provider",
                        error.code(),
                        error.message().map(text -> error.code() + ": " + text).orElse(error.code())))
                .stream()
                .toList();
    }

    /** The provider's own code and words, if it stated any. */
    @Override
    public List<FieldError> details() {
        return words;
    }
}
