package io.fractal.plugins.twilio;

import io.fractal.spi.RawWebhook;
import java.util.Set;
import java.util.regex.Pattern;

/** What a webhook of Twilio's tells of, judged by its parameters: both kinds may be configured to the same address. */
enum WebhookKind {

    /** Someone wrote to one of our addresses. */
    INCOMING_MESSAGE,

    /** News of a message that we sent. */
    STATUS_CALLBACK,

    /** Anything else, such as a click on a shortened link, or what Twilio Conversations tells of its own conversations. */
    OTHER;

    private static final Set<String> INBOUND_STATES = Set.of("received", "receiving");

    /** Twilio Conversations names its events like {@code onMessageAdded}, channels name theirs {@code DELIVERED} or {@code READ}. */
    private static final Pattern CONVERSATION_EVENT = Pattern.compile("on[A-Z]\\w*");

    static WebhookKind of(RawWebhook received) {
        RawWebhook webhook = JsonParameters.asForm(received);
        if (isOfConversations(webhook)) {
            return OTHER;
        }
        if (webhook.parameter("MessageStatus").isPresent()) {
            return STATUS_CALLBACK;
        }
        boolean hasContent = webhook.parameter("Body").isPresent()
                || webhook.parameter("NumMedia").isPresent();
        if (hasContent
                || webhook.parameter("SmsStatus")
                        .filter(INBOUND_STATES::contains)
                        .isPresent()) {
            return INCOMING_MESSAGE;
        }
        return webhook.parameter("SmsStatus").isPresent() ? STATUS_CALLBACK : OTHER;
    }

    /** Its messages come with a text and an id too, but not from an address, and by the Messages API as well. */
    private static boolean isOfConversations(RawWebhook webhook) {
        return webhook.parameter("ConversationSid").isPresent()
                || webhook.parameter("EventType")
                        .filter(type -> CONVERSATION_EVENT.matcher(type).matches())
                        .isPresent();
    }
}
