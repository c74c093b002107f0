package io.fractal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the machine's own Chromium to tests that have a {@link Browser} parameter. Where there is none, those tests are skipped with a
 * loud word; with {@code CI=true} in the environment that is a failure.
 */
public final class BrowserExtension implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrowserExtension.class);
    private static final Logger LOG = Logger.getLogger(BrowserExtension.class.getName());
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (executable().isPresent()) {
            return ConditionEvaluationResult.enabled("There is a browser");
        }
        String sentence =
                "NO BROWSER ON THIS MACHINE: the browser tests are not run. Install Chromium (Debian: apt-get install"
                        + " chromium), or name one in FRACTAL_TEST_BROWSER.";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(sentence);
        }
        LOG.severe(() -> "\n\n*** " + sentence + " ***\n");
        return ConditionEvaluationResult.disabled(sentence);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .browser();
    }

    private static Optional<Path> executable() {
        Stream<Path> named =
                Stream.ofNullable(System.getenv("FRACTAL_TEST_BROWSER")).map(Path::of);
        Stream<Path> usual = Stream.of(Path.of("/usr/bin/chromium"));
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.of(named, usual, onPath)
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start() {
            // only the machine's own browser is used: nothing is to be downloaded
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable().orElseThrow())
                            .setArgs(FLAGS)
                            .setHeadless(true));
            return new Running(playwright, browser);
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
