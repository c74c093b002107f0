package io.fractal.sending;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A provider could not be asked to do something with a message; later it may work. */
public final class ProviderNotReachedException extends FractalException {

    private ProviderNotReachedException(String message, Throwable cause) {
        super(ErrorKind.UNAVAILABLE, "PROVIDER_NOT_REACHED", message, cause);
    }

    /** There is no plugin, or there are no credentials, for the message's provider account. */
    static ProviderNotReachedException notConfigured(UUID messageId) {
        return new ProviderNotReachedException("No plugin or no credentials for the provider of " + messageId, null);
    }

    /** It did not answer. */
    static ProviderNotReachedException because(UUID messageId, Throwable cause) {
        return new ProviderNotReachedException("The provider of message " + messageId + " did not answer", cause);
    }
}
