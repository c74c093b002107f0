package io.fractal.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawWebhookTest {

    @Test
    void headersAreFoundWhateverTheirCase() {
        RawWebhook webhook = webhook(Map.of("X-Twilio-Signature", List.of("abc")), Map.of(), Map.of());

        assertEquals(Optional.of("abc"), webhook.header("x-twilio-SIGNATURE"));
        assertEquals(Optional.empty(), webhook.header("x-other"));
    }

    @Test
    void formParametersGoBeforeQueryParametersOfTheSameName() {
        RawWebhook webhook =
                webhook(Map.of(), Map.of("a", List.of("query"), "b", List.of("q")), Map.of("a", List.of("")));

        assertEquals(Optional.of(""), webhook.parameter("a"), "an empty form value still is the value");
        assertEquals(Optional.of("q"), webhook.parameter("b"));
        assertEquals(Optional.empty(), webhook.parameter("c"));
    }

    @Test
    void laterChangesToWhatItWasMadeFromDoNotReachIt() {
        List<String> values = new ArrayList<>(List.of("one"));
        byte[] body = {1, 2};
        RawWebhook webhook = new RawWebhook("POST", "http://x/y", "/", Map.of(), Map.of(), Map.of("a", values), body);

        values.add("two");
        body[0] = 9;
        webhook.body()[1] = 9;

        assertEquals(List.of("one"), webhook.formParameters().get("a"));
        assertArrayEquals(new byte[] {1, 2}, webhook.body());
    }

    @Test
    void itsTextShowsNeitherParametersNorBody() {
        RawWebhook webhook = new RawWebhook(
                "POST",
                "http://x/y?secret=1",
                "/y",
                Map.of(),
                Map.of(),
                Map.of("Body", List.of("private")),
                "private".getBytes());

        assertFalse(webhook.toString().contains("private"));
        assertFalse(webhook.toString().contains("secret"));
    }

    private static RawWebhook webhook(
            Map<String, List<String>> headers, Map<String, List<String>> query, Map<String, List<String>> form) {
        return new RawWebhook("POST", "http://x/y", "/", headers, query, form, new byte[0]);
    }
}
