package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Writes a message with exactly Twilio's fields. */
final class MessageJson {

    /** RFC 2822, as Twilio writes all dates. */
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Map<Integer, String> ERROR_TEXTS = Map.of(
            63016,
            "Failed to send freeform message because you are outside the allowed window. "
                    + "If you are using WhatsApp, please use a Message Template.");

    private final SandboxAccount account;

    MessageJson(SandboxAccount account) {
        this.account = account;
    }

    ObjectNode of(SandboxMessage message) {
        Integer errorCode = message.progress().errorCode();
        String uri = "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("body", message.content().body())
                .put("num_segments", segments(message))
                .put("direction", message.inbound() ? "inbound" : "outbound-api")
                .put("from", message.parties().from())
                .put("to", message.parties().to())
                .put("date_updated", date(message.progress().updated()))
                .put("price", message.progress().price())
                .put("error_message", errorCode == null ? null : ERROR_TEXTS.get(errorCode))
                .put("uri", uri + ".json")
                .put("account_sid", account.sid())
                .put("num_media", Integer.toString(message.content().mediaUrls().size()))
                .put("status", message.progress().status())
                .put("messaging_service_sid", message.parties().messagingServiceSid())
                .put("sid", message.sid())
                .put("date_sent", date(message.progress().sent()))
                .put("date_created", date(message.created()))
                .put("error_code", errorCode)
                .put("price_unit", "USD")
                .put("api_version", "2010-04-01");
        json.putObject("subresource_uris").put("media", uri + "/Media.json");
        return json;
    }

    /** Not known before a messaging service has chosen a sender. */
    private static String segments(SandboxMessage message) {
        return message.progress().status().equals("accepted")
                ? "0"
                : Integer.toString(message.content().segments());
    }

    private static String date(Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }
}
