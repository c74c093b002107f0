package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The inbox that a newcomer sees first. */
@ExtendWith(FractalExtension.class)
class DemoDataIT {

    private final RunningFractal fractal;

    DemoDataIT(RunningFractal fractal) {
        this.fractal = fractal;
    }

    @Test
    void an_empty_database_with_the_sandbox_on_looks_lived_in() {
        List<JsonNode> messages = allMessages();
        Set<String> names = values(all("/api/contacts"), "name");

        assertAll(
                () -> assertTrue(
                        names.containsAll(Set.of("Jürgen Weiß", "Friederike Baumgärtner", "Emily Carter")),
                        names::toString),
                () -> assertTrue(names.size() >= 25, () -> names.size() + " contacts"),
                () -> assertTrue(messages.size() >= 180, () -> messages.size() + " messages"),
                () -> assertTrue(values(messages, "channelType").containsAll(Set.of("SMS", "WHATSAPP"))),
                () -> assertTrue(values(messages, "direction").containsAll(Set.of("INBOUND", "OUTBOUND"))),
                () -> assertTrue(
                        values(messages, "status").containsAll(Set.of("RECEIVED", "DELIVERED", "READ", "FAILED")),
                        () -> values(messages, "status").toString()),
                () -> assertTrue(counts().path("unread").asInt() >= 3, () -> counts().toString()),
                () -> assertTrue(counts().path("all").asInt() >= 25, () -> counts().toString()));
    }

    @Test
    void every_message_of_it_can_be_opened() {
        for (JsonNode message : allMessages().subList(0, 30)) {
            JsonNode detail = fractal.api().message(message.path("id").asText());

            assertTrue(detail.path("statusHistory").size() > 0, detail::toString);
        }
    }

    private JsonNode counts() {
        return fractal.client().get("/api/conversations/counts").expect(200).data();
    }

    private List<JsonNode> allMessages() {
        return all("/api/messages");
    }

    /** Other tests may have written much more into the same product. */
    private List<JsonNode> all(String list) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode answer =
                    fractal.client().get(list + "?limit=100" + next).expect(200).json();
            all.addAll(FractalApi.list(answer.path("data")));
            next = "&cursor=" + answer.at("/meta/pagination/nextCursor").asText();
        } while (!next.equals("&cursor=null"));
        return all;
    }

    private static Set<String> values(List<JsonNode> messages, String field) {
        return messages.stream().map(message -> message.path(field).asText()).collect(Collectors.toSet());
    }
}
