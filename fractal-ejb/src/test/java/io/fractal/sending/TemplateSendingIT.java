package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageView;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.templates.TemplateSync;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Templates on their way out. */
class TemplateSendingIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Map<String, String> ANNA = Map.of("1", "Anna");

    private MessagingWorld world;

    @BeforeEach
    void start() {
        world = new MessagingWorld(DATABASE);
        world.provider.templates.text("HX1", "approved", "Hello {{1}}", Status.APPROVED);
        world.provider.templates.text("HX2", "fresh", "Hi {{1}}", Status.UNSUBMITTED);
        world.provider.templates.text("HX3", "rejected", "Buy, {{1}}", Status.REJECTED);
        world.get(TemplateSync.class).sync(world.workspaceId);
    }

    @Test
    void outside_the_24_hours_free_text_is_refused_and_an_approved_template_goes_out() {
        assertEquals("WHATSAPP_WINDOW_CLOSED", refusal("WHATSAPP", Content.text("Hello")));

        MessageView sent = send("WHATSAPP", Content.template("HX1", ANNA));
        assertEquals("Hello Anna", sent.body());
        world.dispatch(sent.id());
        OutboundMessage handed = world.provider.received.get(0);
        assertEquals("HX1", handed.template().orElseThrow().templateId());
        assertEquals(ANNA, handed.template().orElseThrow().variables());
        assertEquals(
                "UTILITY",
                world.texts("select template_category as t from message").get(0));
    }

    @Test
    void a_template_that_whatsapp_has_not_approved_goes_within_the_24_hours_only_and_a_rejected_one_never() {
        assertEquals("TEMPLATE_NOT_APPROVED", refusal("WHATSAPP", Content.template("HX2", ANNA)));
        world.whatsapp("SM9", MessagingWorld.PERSON, "Anna", "Hello?");
        assertEquals("Hi Anna", send("WHATSAPP", Content.template("HX2", ANNA)).body());
        assertEquals("TEMPLATE_REJECTED", refusal("WHATSAPP", Content.template("HX3", ANNA)));
        assertEquals("Buy, Anna", send("SMS", Content.template("HX3", ANNA)).body());
    }

    @Test
    void missing_variables_and_unknown_templates_are_named_and_nothing_is_written() {
        assertEquals(List.of("variables VARIABLES_MISSING"), errors(Content.template("HX1", Map.of())));
        assertEquals(List.of("variables VARIABLES_MISSING"), errors(Content.template("HX1", Map.of("1", " "))));
        assertEquals(List.of("templateSid UNKNOWN_TEMPLATE"), errors(Content.template("HX9", ANNA)));
        assertEquals(0, world.count("select count(*) as n from message"));
        assertEquals(0, world.count("select count(*) as n from contact"));
    }

    @Test
    void a_template_that_is_turned_down_after_it_was_accepted_is_not_handed_over() {
        MessageView sent = send("WHATSAPP", Content.template("HX1", ANNA));
        world.provider.templates.decide("HX1", Status.PAUSED);
        world.clock.advance(Duration.ofMinutes(1));
        world.get(TemplateSync.class).sync(world.workspaceId);
        world.dispatch(sent.id());

        assertTrue(world.provider.received.isEmpty());
        assertEquals(
                List.of("FAILED TEMPLATE_PAUSED"), world.texts("select status || ' ' || error_code as t from message"));
    }

    private MessageView send(String channel, Content content) {
        return world.send(SendRequest.of(Addressee.at(MessagingWorld.PERSON).on(channel), content))
                .message();
    }

    private String refusal(String channel, Content content) {
        return assertThrows(FractalException.class, () -> send(channel, content))
                .code();
    }

    private List<String> errors(Content content) {
        return assertThrows(InvalidRequestException.class, () -> send("WHATSAPP", content)).errors().stream()
                .map(error -> error.field() + " " + error.code())
                .toList();
    }
}
