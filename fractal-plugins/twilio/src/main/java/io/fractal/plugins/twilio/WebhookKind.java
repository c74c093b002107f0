package io.fractal.plugins.twilio;

import io.fractal.spi.RawWebhook;
import java.util.Set;

/** What a webhook of Twilio's tells of, judged by its parameters: both kinds may be configured to the same address. */
enum WebhookKind {

    /** Someone wrote to one of our addresses. */
    INCOMING_MESSAGE,

    /** News of a message that we sent. */
    STATUS_CALLBACK,

    /** Anything else, such as a click on a shortened link. */
    OTHER;

    private static final Set<String> INBOUND_STATES = Set.of("received", "receiving");

    static WebhookKind of(RawWebhook webhook) {
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
}
