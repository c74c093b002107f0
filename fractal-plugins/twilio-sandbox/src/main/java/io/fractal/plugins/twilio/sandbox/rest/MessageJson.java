package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.ErrorTexts;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import java.util.Set;

/** Writes a message with exactly Twilio's fields. */
final class MessageJson {

    private static final Set<String> CHOOSING = Set.of("accepted", "scheduled");

    private final SandboxAccount account;

    MessageJson(SandboxAccount account) {
        this.account = account;
    }

    ObjectNode of(SandboxMessage message) {
        Integer errorCode = message.progress().errorCode();
        String uri = "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid();
        ObjectNode json = Answers.object()
                .put("body", message.content().body())
                .put("num_segments", segments(message))
                .put("direction", direction(message))
                .put("from", from(message))
                .put("to", message.parties().to())
                .put("date_updated", Answers.rfc2822(message.progress().updated()))
                .put("price", message.progress().price())
                .put(
                        "error_message",
                        errorCode == null ? null : ErrorTexts.of(errorCode).orElse(null))
                .put("uri", uri + ".json")
                .put("account_sid", account.sid())
                .put("num_media", Integer.toString(message.content().media().size()))
                .put("status", message.progress().status())
                .put("messaging_service_sid", message.parties().messagingServiceSid())
                .put("sid", message.sid())
                .put("date_sent", Answers.rfc2822(message.progress().sent()))
                .put("date_created", Answers.rfc2822(message.created()))
                .put("error_code", errorCode)
                .put("price_unit", "USD")
                .put("api_version", "2010-04-01");
        json.putObject("subresource_uris").put("media", uri + "/Media.json").put("feedback", uri + "/Feedback.json");
        return json;
    }

    /** Not known before a messaging service has chosen a sender. */
    private static String segments(SandboxMessage message) {
        return CHOOSING.contains(message.progress().status())
                ? "0"
                : Integer.toString(message.content().segments());
    }

    /** A messaging service chooses the sender only when it gets to the message. */
    private static String from(SandboxMessage message) {
        boolean chosen = message.parties().messagingServiceSid() == null
                || !CHOOSING.contains(message.progress().status());
        return chosen ? message.parties().from() : null;
    }

    private static String direction(SandboxMessage message) {
        if (message.inbound()) {
            return "inbound";
        }
        return message.details().reply() ? "outbound-reply" : "outbound-api";
    }

    /** What the account reported of a message. */
    ObjectNode feedback(SandboxMessage message) {
        return Answers.object()
                .put("account_sid", account.sid())
                .put("message_sid", message.sid())
                .put("outcome", message.details().feedback())
                .put("date_created", Answers.rfc2822(message.created()))
                .put("date_updated", Answers.rfc2822(message.progress().updated()))
                .put("uri", "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid() + "/Feedback.json");
    }
}
