package io.fractal.plugins;

import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import java.time.Duration;
import java.util.Optional;

/** Calls that ask a provider for something other than sending, behind the plugin's guard. */
final class Asking {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** For what takes many calls, as a list of many pages does, or moves many bytes. */
    static final Duration LONG = Duration.ofMinutes(5);

    private Asking() {}

    /** A call without a result. */
    interface Call {

        void run() throws ProviderFailedException;
    }

    static <T> T of(PluginGuard guard, PluginGuard.Call<T, ProviderFailedException> call)
            throws ProviderFailedException {
        return of(guard, LIMIT, call);
    }

    static <T> T of(PluginGuard guard, Duration limit, PluginGuard.Call<T, ProviderFailedException> call)
            throws ProviderFailedException {
        try {
            return guard.run(limit, ProviderFailedException.class, call);
        } catch (PluginFailedException e) {
            throw failed(e, ErrorKind.UNAVAILABLE);
        }
    }

    static void run(PluginGuard guard, Call call) throws ProviderFailedException {
        of(guard, () -> {
            call.run();
            return null;
        });
    }

    /** What the guard found wrong, in the SPI's own terms. */
    static ProviderFailedException failed(PluginFailedException failure, ErrorKind kind) {
        return new ProviderFailedException(kind, failure.getMessage(), Optional.empty(), Optional.empty(), failure);
    }
}
