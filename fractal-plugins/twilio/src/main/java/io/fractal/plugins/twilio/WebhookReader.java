package io.fractal.plugins.twilio;

import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.InboundMessage.Media;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.StatusReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads Twilio's webhooks. Takes what Twilio documents as always present for given and everything else as it comes: parameters and
 * states that Twilio adds one day are kept, not refused.
 */
final class WebhookReader {

    private static final Pattern MEDIA_URL = Pattern.compile("MediaUrl(\\d{1,3})");

    private WebhookReader() {}

    static List<InboundEvent> read(RawWebhook received) throws MalformedWebhookException {
        RawWebhook webhook = JsonParameters.asForm(received);
        return switch (WebhookKind.of(webhook)) {
            case INCOMING_MESSAGE -> List.of(message(webhook));
            case STATUS_CALLBACK -> List.of(status(webhook));
            case OTHER -> List.of();
        };
    }

    private static InboundMessage message(RawWebhook webhook) throws MalformedWebhookException {
        ChannelAddress from = ChannelAddress.parse(required(webhook, "From"));
        ChannelAddress to = ChannelAddress.parse(required(webhook, "To"));
        List<Media> media = media(webhook);
        return new InboundMessage(
                sid(webhook),
                channel(from, to, media),
                from.address(),
                to.address(),
                nonBlank(webhook, "ProfileName"),
                webhook.parameter("Body").orElse(""),
                media,
                ContextReader.read(webhook, from),
                payload(webhook));
    }

    private static StatusReport status(RawWebhook webhook) throws MalformedWebhookException {
        String word = nonBlank(webhook, "MessageStatus")
                .or(() -> nonBlank(webhook, "SmsStatus"))
                .orElseThrow(() -> new MalformedWebhookException("MessageStatus is empty"));
        Optional<ProviderError> error = nonBlank(webhook, "ErrorCode")
                .filter(code -> !code.equals("0"))
                .map(code -> new ProviderError(
                        code, nonBlank(webhook, "ErrorMessage").or(() -> nonBlank(webhook, "ChannelStatusMessage"))));
        return new StatusReport(sid(webhook), DeliveryStatuses.of(word), word, error, payload(webhook));
    }

    private static ChannelType channel(ChannelAddress from, ChannelAddress to, List<Media> media) {
        ChannelType named = from.channel() == ChannelType.SMS ? to.channel() : from.channel();
        return named == ChannelType.SMS && !media.isEmpty() ? ChannelType.MMS : named;
    }

    /** All media that are there, whatever NumMedia says: what is listed must not be lost. */
    private static List<Media> media(RawWebhook webhook) {
        return names(webhook)
                .map(MEDIA_URL::matcher)
                .filter(name -> name.matches())
                .map(name -> Integer.valueOf(name.group(1)))
                .distinct()
                .sorted()
                .flatMap(index -> nonBlank(webhook, "MediaUrl" + index)
                        .map(url -> new Media(
                                url,
                                nonBlank(webhook, "MediaContentType" + index).orElse("application/octet-stream")))
                        .stream())
                .toList();
    }

    /** The oldest name of the three is still the only one in some callbacks. */
    private static String sid(RawWebhook webhook) throws MalformedWebhookException {
        return nonBlank(webhook, "MessageSid")
                .or(() -> nonBlank(webhook, "SmsMessageSid"))
                .or(() -> nonBlank(webhook, "SmsSid"))
                .orElseThrow(() -> new MalformedWebhookException("MessageSid is missing"));
    }

    private static String required(RawWebhook webhook, String name) throws MalformedWebhookException {
        return nonBlank(webhook, name).orElseThrow(() -> new MalformedWebhookException(name + " is missing"));
    }

    private static Optional<String> nonBlank(RawWebhook webhook, String name) {
        return webhook.parameter(name).filter(value -> !value.isBlank());
    }

    private static Map<String, String> payload(RawWebhook webhook) {
        Map<String, String> payload = new LinkedHashMap<>();
        names(webhook)
                .distinct()
                .sorted()
                .forEach(name -> payload.put(name, webhook.parameter(name).orElse("")));
        return payload;
    }

    private static Stream<String> names(RawWebhook webhook) {
        return Stream.concat(webhook.formParameters().keySet().stream(), webhook.queryParameters().keySet().stream());
    }
}
