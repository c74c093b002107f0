package io.fractal.plugins.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.TemplateUse;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Turns a message into the SDK's create call. What Twilio would take and then do something else with, as sending a scheduled message
 * at once because it names no messaging service, is refused here.
 */
final class MessageCreation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A number in international form, or a short code. */
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d+");

    /** Twilio, "Alphanumeric Sender ID": up to eleven of these, at least one letter. */
    private static final Pattern ALPHANUMERIC = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}");

    private MessageCreation() {}

    /**
     * @throws ProviderFailedException with {@link ErrorKind#REJECTED} when the message cannot be expressed in Twilio's terms; nothing was
     *     sent then
     */
    static MessageCreator of(String accountSid, OutboundMessage message) throws ProviderFailedException {
        checkSchedule(message);
        checkSender(message);
        try {
            MessageCreator creator = creator(accountSid, message);
            message.from()
                    .map(from -> new ChannelAddress(message.channel(), from).format())
                    .ifPresent(creator::setFrom);
            message.fallbackFrom().ifPresent(creator::setFallbackFrom);
            message.template()
                    .ifPresentOrElse(template -> setTemplate(creator, template), () -> setMedia(creator, message));
            message.sendAt().ifPresent(time -> schedule(creator, time));
            message.validity().ifPresent(left -> creator.setValidityPeriod(Math.toIntExact(left.toSeconds())));
            return creator.setStatusCallback(URI.create(message.statusCallbackUrl()));
        } catch (IllegalArgumentException inexpressible) {
            throw new ProviderFailedException(
                    ErrorKind.REJECTED,
                    "Message " + message.id() + " cannot be expressed for Twilio: channel " + message.channel()
                            + ", or a malformed address of a medium or of the status callback",
                    Optional.empty(),
                    Optional.empty(),
                    inexpressible);
        }
    }

    /** With a content SID, Twilio wants neither text nor media beside it. */
    private static MessageCreator creator(String accountSid, OutboundMessage message) {
        PhoneNumber to = new PhoneNumber(new ChannelAddress(message.channel(), message.to()).format());
        boolean writesText = message.template().isEmpty() && !message.body().isEmpty();
        String body = writesText ? message.body() : null;
        return message.poolId()
                .map(pool -> Message.creator(accountSid, to, pool, body))
                .orElseGet(() -> Message.creator(accountSid, to, (PhoneNumber) null, body));
    }

    private static void setTemplate(MessageCreator creator, TemplateUse template) {
        creator.setContentSid(template.templateId());
        if (!template.variables().isEmpty()) {
            creator.setContentVariables(json(template.variables()));
        }
    }

    private static void setMedia(MessageCreator creator, OutboundMessage message) {
        if (!message.mediaUrls().isEmpty()) {
            creator.setMediaUrl(message.mediaUrls().stream().map(URI::create).toList());
        }
    }

    /** The SDK writes the time without its zone, which Twilio takes for UTC. */
    private static void schedule(MessageCreator creator, Instant time) {
        creator.setScheduleType(Message.ScheduleType.FIXED).setSendAt(time.atZone(ZoneOffset.UTC));
    }

    private static String json(Map<String, String> variables) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(variables));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of texts can always be written as JSON", impossible);
        }
    }

    private static void checkSchedule(OutboundMessage message) throws ProviderFailedException {
        if (message.sendAt().isPresent() && message.poolId().isEmpty()) {
            throw refused(
                    message,
                    "SCHEDULE_NEEDS_POOL",
                    "Twilio keeps a message for later only when it goes through a messaging service, and would send this one at once.");
        }
    }

    private static void checkSender(OutboundMessage message) throws ProviderFailedException {
        boolean named = message.channel() == ChannelType.SMS || message.channel() == ChannelType.MMS;
        boolean wrong = named
                && message.from()
                        .filter(from -> !NUMBER.matcher(from).matches())
                        // a prefix names a channel that this plugin does not know, and Twilio may
                        .filter(from -> !from.contains(":"))
                        .filter(from -> !ALPHANUMERIC.matcher(from).matches())
                        .isPresent();
        if (wrong) {
            throw refused(
                    message,
                    "INVALID_SENDER",
                    "An alphanumeric sender has 1 to 11 letters, digits, spaces or the signs + - _ &, and at least one letter.");
        }
    }

    private static ProviderFailedException refused(OutboundMessage message, String code, String words) {
        return new ProviderFailedException(
                ErrorKind.REJECTED,
                "Message " + message.id() + " is not handed to Twilio: " + words,
                Optional.of(new ProviderError(code, Optional.of(words))),
                Optional.empty(),
                null);
    }
}
