package io.fractal.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of Fractal's WebSocket that keeps every frame with the time of its arrival. Safe for use from several threads. */
public final class EventSocket implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private EventSocket(FractalClient client, String query) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        client.headers().forEach(builder::header);
        URI address = URI.create(client.baseUrl().replaceFirst("^http", "ws") + "/ws" + query);
        this.socket = builder.buildAsync(address, new Listener())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Connects and waits for the greeting.
     *
     * @param client whose headers (cookie, API key, origin) the handshake carries
     */
    public static EventSocket connect(FractalClient client) {
        EventSocket connected = new EventSocket(client, "");
        connected.await("the greeting", frame -> frame.is("ready"));
        return connected;
    }

    /** Connects and asks for everything after an event that this client has seen. */
    public static EventSocket resume(FractalClient client, String lastEventId) {
        return new EventSocket(client, "?after=" + FractalClient.encode(lastEventId));
    }

    /** Everything that came so far, in order. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** Waits for the first frame that satisfies a condition, be it one that has come already. */
    public Frame await(String what, Predicate<Frame> wanted) {
        return Deadline.await(
                        what + " on the socket",
                        () -> frames.stream().filter(wanted).findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    /** Sends one frame. */
    public void send(String event) {
        socket.sendText(FractalClient.object("event", event).toString(), true)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Cuts the connection without a word, as a network that fails does. */
    public void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(gone -> null)
                    .join();
        }
        socket.abort();
    }

    /**
     * One frame.
     *
     * @param at when it came
     * @param json what it said
     */
    public record Frame(Instant at, JsonNode json) {

        /** Whether it tells of this event. */
        public boolean is(String event) {
            return event.equals(json.path("event").asText());
        }

        /** Its id in the event log; null for frames that stand for no event. */
        public String id() {
            return json.path("id").asText(null);
        }

        /** What it carries. */
        public JsonNode data() {
            return json.path("data");
        }

        /** The message it carries, whether it stands in {@code data} or in {@code data.message}. */
        public JsonNode message() {
            return data().has("message") ? data().path("message") : data();
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(new Frame(Instant.now(), read(text.toString())));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private static JsonNode read(String frame) {
            try {
                return MAPPER.readTree(frame);
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("A frame that is not JSON: " + frame, notJson);
            }
        }
    }
}
