package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same message in the words of everybody who integrates: all of them write to one person, in one conversation. */
@ExtendWith(FractalExtension.class)
class SpellingsIT {

    private final RunningFractal fractal;
    private final String number = Handset.newNumber();
    private JsonNode first;

    SpellingsIT(RunningFractal fractal) {
        this.fractal = fractal;
    }

    @BeforeEach
    void somebodyIsWrittenTo() {
        first = sent(FractalClient.object("to", number, "channelType", "SMS", "body", "Hello"));
    }

    @Test
    void a_message_is_named_by_all_its_names() {
        String contact = first.path("contactId").asText();
        String conversation = first.path("conversationId").asText();
        String sid = "CH" + conversation.replace("-", "");

        assertAll(Stream.of(
                        FractalClient.object("contactId", contact, "channel", "sms", "content", "Hello"),
                        FractalClient.object("conversationId", conversation, "content", "Hello"),
                        FractalClient.object("conversationId", sid, "body", "Hello"),
                        FractalClient.object("conversationSid", sid, "body", "Hello"),
                        FractalClient.object("phone", number, "channel", "Sms", "body", "Hello"),
                        FractalClient.object("to", "00" + number.substring(1), "channel", "sms", "body", "Hello"),
                        FractalClient.object("to", "0" + number.substring(3), "channelType", "sms", "body", "Hello"),
                        FractalClient.object("to", number, "channel", "sms", "body", "Hello", "content", "Hello"))
                .map(request -> () -> {
                    JsonNode message = sent(request);
                    assertEquals(conversation, message.path("conversationId").asText(), request::toString);
                    assertEquals(contact, message.path("contactId").asText(), request::toString);
                    assertEquals("Hello", message.path("body").asText(), request::toString);
                    assertEquals("SMS", message.path("channelType").asText(), request::toString);
                }));
    }

    @Test
    void values_of_a_template_may_come_as_json_in_a_string() {
        String sid = fractal.client()
                .post(
                        "/api/templates",
                        FractalClient.object(
                                "name", "spelled_" + number.substring(1), "language", "en", "body", "Hello {{1}}!"))
                .expect(201)
                .data()
                .path("sid")
                .asText();

        JsonNode message = sent(FractalClient.object(
                "to",
                number,
                "channel",
                "sms",
                "contentSid",
                sid,
                "contentVariables",
                "{\"1\": \"Gr\u00fc\u00dfe \\\"A\\\"\"}"));

        assertEquals("Hello Gr\u00fc\u00dfe \"A\"!", message.path("body").asText());
        assertEquals(
                "Gr\u00fc\u00dfe \"A\"",
                message.path("templateVariables").path("1").asText());
        fractal.api().awaitStatus(message.path("id").asText(), "DELIVERED");
        assertTrue(fractal.sandbox().phone(number).stream()
                .anyMatch(sms -> sms.path("body").equals(message.path("body"))));
    }

    @Test
    void a_subject_is_kept_with_a_message_whose_channel_has_none() {
        ObjectNode request = FractalClient.object(
                "contactId",
                first.path("contactId").asText(),
                "channel",
                "sms",
                "content",
                "Hello from the shop!",
                "mediaUrls",
                List.of("https://example.com/image.jpg"),
                "subject",
                "Important Update",
                "metadata",
                FractalClient.object("order", 4711));

        JsonNode message = sent(request);

        assertEquals("MMS", message.path("channelType").asText());
        assertEquals(
                "https://example.com/image.jpg",
                message.path("mediaUrls").path(0).asText());
        assertEquals(FractalClient.object("subject", "Important Update", "order", 4711), message.path("metadata"));
    }

    private JsonNode sent(ObjectNode request) {
        return fractal.client().post("/api/messages", request).expect(201).data();
    }
}
