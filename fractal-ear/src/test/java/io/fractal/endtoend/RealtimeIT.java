package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.EventSocket;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.net.http.WebSocketHandshakeException;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WebSocket: who may listen, what they hear, and what they hear after they were cut off. */
@ExtendWith(FractalExtension.class)
class RealtimeIT {

    private final RunningFractal fractal;
    private final FractalApi api;
    private final String text = Handset.text("Live.");

    RealtimeIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.api = fractal.api();
    }

    @Test
    void after_a_lost_connection_a_client_hears_what_it_missed_once_and_in_order() {
        String from = Handset.newNumber();
        EventSocket first = EventSocket.connect(fractal.signedIn());
        fractal.sandbox().writeSms(from, text + " 1");
        String seen = first.await("the first message", frame -> carries(frame, text + " 1"))
                .id();
        first.cut();
        for (int i = 2; i <= 6; i++) {
            fractal.sandbox().writeSms(from, text + " " + i);
            api.awaitMessageWith(text + " " + i);
        }

        try (EventSocket again = EventSocket.resume(fractal.signedIn(), seen)) {
            fractal.sandbox().writeSms(from, text + " 7");
            again.await("the newest message", frame -> carries(frame, text + " 7"));

            List<String> heard = again.frames().stream()
                    .filter(frame -> frame.is("message:new"))
                    .map(frame -> frame.message().path("body").asText())
                    .filter(body -> body.startsWith(text))
                    .toList();
            assertEquals(List.of(text + " 2", text + " 3", text + " 4", text + " 5", text + " 6", text + " 7"), heard);
            List<String> ids = again.frames().stream()
                    .map(EventSocket.Frame::id)
                    .filter(id -> id != null)
                    .toList();
            assertEquals(ids.size(), new HashSet<>(ids).size(), "an event came twice");
        }
    }

    @Test
    void an_event_that_nobody_knows_makes_the_client_start_over() {
        try (EventSocket socket =
                EventSocket.resume(fractal.signedIn(), UUID.randomUUID().toString())) {
            socket.await("the word to start over", frame -> frame.is("resync"));
        }
    }

    @Test
    void every_open_session_hears_of_a_message_sent_by_another() {
        String to = Handset.newNumber();
        try (EventSocket one = EventSocket.connect(fractal.signedIn());
                EventSocket two = EventSocket.connect(fractal.client())) {
            JsonNode accepted = api.send(
                    FractalClient.object("to", to, "channelType", "SMS", "body", text, "clientId", "client-" + text));

            for (EventSocket socket : List.of(one, two)) {
                EventSocket.Frame frame = socket.await("the message", f -> carries(f, text));
                assertEquals(
                        accepted.path("id").asText(), frame.message().path("id").asText());
                assertEquals("client-" + text, frame.message().path("clientId").asText());
            }
        }
    }

    @Test
    void a_ping_is_answered() {
        try (EventSocket socket = EventSocket.connect(fractal.client())) {
            socket.send("ping");

            socket.await("the answer", frame -> frame.is("pong"));
        }
    }

    @Test
    void the_key_may_come_as_a_sub_protocol_or_as_a_header() {
        EventSocket.connect(fractal.client()).close();
        EventSocket.connect(fractal.anonymous().with("Authorization", "Bearer " + RunningFractal.API_KEY))
                .close();
    }

    @Test
    void nobody_in_particular_may_not_listen() {
        assertRefused(fractal.anonymous());
        assertRefused(fractal.anonymous().with("X-API-Key", "fk_wrong"));
    }

    @Test
    void a_page_of_another_origin_may_not_listen_with_the_users_cookie() {
        assertRefused(fractal.signedIn().with("Origin", "https://evil.example"));
    }

    @Test
    void a_page_of_the_own_origin_may_listen() {
        EventSocket.connect(fractal.signedIn().with("Origin", fractal.baseUrl()))
                .close();
    }

    private static void assertRefused(FractalClient client) {
        CompletionException refused = assertThrows(
                CompletionException.class, () -> EventSocket.connect(client).close());
        assertTrue(refused.getCause() instanceof WebSocketHandshakeException, () -> "refused otherwise: " + refused);
        int status =
                ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
        assertTrue(status == 401 || status == 403, () -> "refused with " + status);
    }

    private static boolean carries(EventSocket.Frame frame, String text) {
        return frame.is("message:new")
                && text.equals(frame.message().path("body").asText());
    }
}
