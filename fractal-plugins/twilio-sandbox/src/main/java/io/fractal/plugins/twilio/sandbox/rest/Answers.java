package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.spi.WebhookResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How Twilio writes. */
final class Answers {

    /** RFC 2822, as the core API writes all dates. */
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static WebhookResponse json(int status, ObjectNode body) {
        return WebhookResponse.text(status, "application/json", body.toString());
    }

    static WebhookResponse ok(ObjectNode body) {
        return json(200, body);
    }

    static WebhookResponse created(ObjectNode body) {
        return json(201, body);
    }

    static WebhookResponse gone() {
        return WebhookResponse.empty(204);
    }

    /** A date of the core API. */
    static String rfc2822(Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }

    /** A date of the newer APIs: ISO 8601 in whole seconds. */
    static String iso8601(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
