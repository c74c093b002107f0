package io.fractal.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the application's readiness check until it says yes. */
final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    Readiness(int port) {
        this.address = URI.create("http://127.0.0.1:" + port + "/health/ready");
    }

    /**
     * Returns once the application is ready.
     *
     * @throws StartRefused if it is not within that time
     */
    void await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (System.nanoTime() >= deadline) {
                throw new StartRefused("Fractal did not become ready within " + limit.toSeconds()
                        + " seconds; the log above and " + address + " tell why.");
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }
}
