package io.fractal.arquillian;

import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a database and says in {@code arquillian.xml}'s properties how Payara Micro is to be started. Stands before Arquillian's own
 * extension. Does nothing inside the container, where the test class is run once more.
 */
public final class ContainerSetup implements BeforeAllCallback {

    private static final String INSIDE = "fractal.container.inside";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty(INSIDE) == null) {
            Outside.prepare(context);
        }
    }

    /** Loaded only where the embedded database's classes are. */
    private static final class Outside {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Outside.class);

        static void prepare(ExtensionContext context) {
            context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(EmbeddedPostgres.class, key -> database(), EmbeddedPostgres.class);
        }

        private static EmbeddedPostgres database() {
            try {
                EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                configure(database.getPort());
                return database;
            } catch (IOException failed) {
                throw new UncheckedIOException("The database for the container did not start", failed);
            }
        }

        private static void configure(int databasePort) {
            int port = RunningFractal.freePort();
            Path home = FractalExtension.newHome("container");
            List<String> javaOptions = List.of(
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-D" + INSIDE + "=true",
                    "-DPORT=" + port,
                    "-DAPP_URL=http://localhost:" + port,
                    "-DDATABASE_URL=postgresql://postgres:postgres@127.0.0.1:" + databasePort + "/postgres",
                    "-DFRACTAL_HOME=" + home,
                    "-DFRACTAL_API_KEY=" + RunningFractal.API_KEY,
                    "-DFRACTAL_ADMIN_EMAIL=" + RunningFractal.ADMIN_EMAIL,
                    "-DFRACTAL_ADMIN_PASSWORD=" + RunningFractal.ADMIN_PASSWORD.replace(' ', '-'),
                    "-DAPI_KEY_SECRET=an-api-key-secret-for-tests-only-long-enough",
                    "-DWEBHOOK_SIGNING_SECRET=" + RunningFractal.WEBHOOK_SIGNING_SECRET.replace(' ', '-'),
                    "-DJWT_SECRET=a-token-secret-for-tests-only-long-enough");
            System.setProperty("fractal.container.microJar", microJar().toString());
            System.setProperty("fractal.container.javaOptions", String.join(" ", javaOptions));
            System.setProperty("fractal.container.options", "--contextroot / --port " + port);
        }

        /** The unchanged Payara Micro that the build put aside when it made the runnable jar. */
        private static Path microJar() {
            return Path.of(System.getProperty("payara.microJar", "target/assembly/server/payara-micro.jar"))
                    .toAbsolutePath();
        }
    }
}
