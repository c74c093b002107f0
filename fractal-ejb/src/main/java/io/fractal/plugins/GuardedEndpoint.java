package io.fractal.plugins;

import io.fractal.spi.HttpEndpoint;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.time.Duration;

/** An endpoint behind its plugin's guard. Its path was asked once, when it was taken in. */
final class GuardedEndpoint implements HttpEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpEndpoint endpoint;
    private final PluginGuard guard;
    private final String path;

    GuardedEndpoint(HttpEndpoint endpoint, PluginGuard guard) {
        this.endpoint = endpoint;
        this.guard = guard;
        this.path = guard.run(LIMIT, endpoint::path);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public WebhookResponse handle(RawWebhook request) {
        return guard.run(LIMIT, () -> endpoint.handle(request));
    }
}
