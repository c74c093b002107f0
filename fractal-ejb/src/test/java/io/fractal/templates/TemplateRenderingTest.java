package io.fractal.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.spi.ChannelType;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people will read of a template. */
class TemplateRenderingTest {

    @Test
    void values_stand_where_their_placeholders_stood_everywhere() {
        Rendered rendered = TemplateRendering.render(
                template("Hello {{1}}, {{ 2 }}", "https://a.example/{{3}}.png", "Call {{1}}"),
                Map.of("1", "Anna", "2", "fine?", "3", "cat"));

        assertEquals("Hello Anna, fine?", rendered.body());
        assertEquals(List.of("https://a.example/cat.png"), rendered.content().mediaUrls());
        assertEquals("Call Anna", rendered.content().actions().get(0).title());
        assertEquals(List.of(), rendered.missing());
    }

    @Test
    void missing_and_blank_values_are_named_in_order_and_no_example_stands_in() {
        Rendered rendered = TemplateRendering.render(
                template("{{10}} {{2}} {{1}} {{name}}", "https://a.example/x.png", "Yes"), Map.of("2", " "));

        assertEquals(List.of("1", "2", "10", "name"), rendered.missing());
        assertEquals("{{10}}   {{1}} {{name}}", rendered.body());
    }

    @Test
    void a_value_that_looks_like_a_placeholder_or_a_pattern_stays_as_it_is() {
        Rendered rendered = TemplateRendering.render(
                template("{{1}} and {{2}}", "https://a.example/x.png", "Yes"), Map.of("1", "{{2}} $1 \\", "2", "two"));

        assertEquals("{{2}} $1 \\ and two", rendered.body());
    }

    private static TemplateView template(String body, String media, String title) {
        TemplateContent content = new TemplateContent(
                "whatsapp/card",
                body,
                List.of(media),
                Optional.empty(),
                List.of(new Action(ActionKind.QUICK_REPLY, title, Optional.of("id"), Optional.empty())));
        return new TemplateView(
                UUID.randomUUID(),
                "HX1",
                "test",
                "en",
                content,
                Map.of("1", "Example"),
                Set.of(ChannelType.WHATSAPP),
                new TemplateApproval(TemplateApproval.Status.APPROVED, "approved", Optional.empty(), Optional.empty()),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
