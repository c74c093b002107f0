package io.fractal.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one {@link RunningFractal} of the test run to every test that has a parameter of that type, and the
 * {@link NetworkGate} between it and Twilio's API to those that break it. Both are made when the first test asks, and closed after
 * the last.
 */
public final class FractalExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FractalExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningFractal.class || type == NetworkGate.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == NetworkGate.class ? shared.gate() : shared.fractal();
    }

    /** A fresh data folder below {@code target}; kept after the run, for whoever wants to see what happened. */
    public static Path newHome(String name) {
        try {
            Path folder =
                    Files.createDirectories(Path.of("target", "fractal-homes").toAbsolutePath());
            return Files.createTempDirectory(folder, name + "-");
        } catch (IOException failed) {
            throw new UncheckedIOException("No data folder for the test", failed);
        }
    }

    private record Shared(RunningFractal fractal, NetworkGate gate) implements AutoCloseable {

        static Shared start() {
            int port = RunningFractal.freePort();
            NetworkGate gate = new NetworkGate(port);
            Map<String, String> environment = Map.of(
                    "PORT",
                    Integer.toString(port),
                    "TWILIO_API_BASE_URL",
                    "http://127.0.0.1:" + gate.port() + "/sandbox/twilio");
            return new Shared(RunningFractal.start(newHome("shared"), environment), gate);
        }

        @Override
        public void close() {
            fractal.close();
            gate.close();
        }
    }
}
