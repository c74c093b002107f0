package io.fractal.plugins.twilio.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fractal.plugins.twilio.TwilioPlugin;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.PluginContext;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A real HTTP server in the host's place: serves the sandbox below {@code /sandbox} and takes its webhooks below {@code /webhooks}.
 */
final class SandboxServer implements AutoCloseable {

    static final String ACCOUNT = "AC" + "5".repeat(32);
    static final String TOKEN = "f".repeat(32);
    static final String SMS_NUMBER = "+4915799900001";
    static final String WHATSAPP_NUMBER = "+4915799900002";
    static final String SERVICE = "MG" + "7".repeat(32);
    static final String API_KEY = "SK" + "8".repeat(32);
    static final String API_KEY_SECRET = "the-secret-of-the-key";

    static {
        // Without it, the JDK's server answers each kept-alive connection 40 ms late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Every webhook that came, in order. */
    final List<RawWebhook> webhooks = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Clock clock;
    private final TwilioSandboxPlugin plugin = new TwilioSandboxPlugin();
    private volatile Function<RawWebhook, WebhookResponse> receiver = webhook -> WebhookResponse.empty(204);

    SandboxServer(Path data, Clock clock, int port) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/sandbox", exchange -> answer(exchange, "/sandbox", this::sandbox));
        server.createContext("/webhooks", exchange -> answer(exchange, "/webhooks", this::receive));
        server.start();
        plugin.start(context(data));
    }

    SandboxServer(Path data, Clock clock) {
        this(data, clock, 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** How the host answers webhooks from now on. */
    void answerWebhooks(Function<RawWebhook, WebhookResponse> answer) {
        receiver = answer;
    }

    /** The real adapter, pointed at this sandbox. */
    ChannelAdapter adapter(String... settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("authToken", TOKEN, "apiBaseUrl", url() + "/sandbox/twilio", "answerTimeoutMillis", "5000"));
        for (int index = 0; index < settings.length; index += 2) {
            all.put(settings[index], settings[index + 1]);
        }
        return new TwilioPlugin()
                .channelAdapters()
                .get(0)
                .create(new ProviderAccount(ACCOUNT, all), context(Path.of("unused")));
    }

    List<String> statuses(String sid) {
        return webhooks.stream()
                .filter(webhook ->
                        webhook.parameter("MessageSid").filter(sid::equals).isPresent())
                .map(webhook -> webhook.parameter("MessageStatus").orElse("?"))
                .toList();
    }

    @Override
    public void close() {
        plugin.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    private WebhookResponse sandbox(RawWebhook request) {
        return plugin.httpEndpoints().get(0).handle(request);
    }

    private WebhookResponse receive(RawWebhook webhook) {
        webhooks.add(webhook);
        return receiver.apply(webhook);
    }

    private void answer(HttpExchange exchange, String prefix, Function<RawWebhook, WebhookResponse> handler)
            throws IOException {
        try (exchange) {
            WebhookResponse response = handler.apply(request(exchange, prefix));
            response.headers().forEach(exchange.getResponseHeaders()::set);
            if (!response.contentType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", response.contentType());
            }
            byte[] body = response.body();
            long length = Long.parseLong(response.headers().getOrDefault("Content-Length", "" + body.length));
            exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(body);
        }
    }

    private RawWebhook request(HttpExchange exchange, String prefix) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        String path = exchange.getRequestURI().getPath().substring(prefix.length());
        return new RawWebhook(
                exchange.getRequestMethod(),
                url() + exchange.getRequestURI(),
                path,
                exchange.getRequestHeaders(),
                decode(exchange.getRequestURI().getRawQuery()),
                type.startsWith("application/x-www-form-urlencoded")
                        ? decode(new String(body, StandardCharsets.UTF_8))
                        : Map.of(),
                body);
    }

    private static Map<String, List<String>> decode(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            values.computeIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), name -> new ArrayList<>())
                    .add(parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return values;
    }

    private PluginContext context(Path data) {
        Map<String, String> settings = Map.of(
                "TWILIO_ACCOUNT_SID", ACCOUNT,
                "TWILIO_AUTH_TOKEN", TOKEN,
                "TWILIO_API_KEY", API_KEY,
                "TWILIO_API_KEY_SECRET", API_KEY_SECRET,
                "TWILIO_PHONE_NUMBER", SMS_NUMBER,
                "TWILIO_WHATSAPP_NUMBER", "whatsapp:" + WHATSAPP_NUMBER,
                "TWILIO_MESSAGING_SERVICE_SID", SERVICE);
        return new PluginContext() {
            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public String publicUrl() {
                return url();
            }

            @Override
            public Optional<String> setting(String name) {
                return Optional.ofNullable(settings.get(name));
            }

            @Override
            public Path dataDirectory() {
                return data;
            }

            @Override
            public System.Logger logger() {
                return System.getLogger("test");
            }
        };
    }
}
