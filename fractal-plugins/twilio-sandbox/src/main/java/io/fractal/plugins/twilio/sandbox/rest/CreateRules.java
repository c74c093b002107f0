package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.spi.RawWebhook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Twilio refuses at once when a message is created (Twilio, "Error and warning dictionary"), including the magic numbers of
 * "Test credentials".
 */
final class CreateRules {

    private static final int LONGEST_BODY = 1600;
    private static final int MOST_MEDIA = 10;
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern SMS_SENDER =
            Pattern.compile("\\+[1-9]\\d{6,14}|\\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}");
    private static final Pattern WHATSAPP_PERSON = Pattern.compile("\\+[1-9]\\d{6,14}|[A-Z]{2}\\.[A-Za-z0-9]+");
    private static final String MAGIC = "+1500555000";
    private static final String MAGIC_SENDER = MAGIC + "6";

    /** "Opt-out keywords" and "opt-in keywords" that Twilio handles for long codes. */
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");

    private final SandboxAccount account;
    private final MessageStore store;

    CreateRules(SandboxAccount account, MessageStore store) {
        this.account = account;
        this.store = store;
    }

    /**
     * @throws ApiError when Twilio would refuse the message
     */
    void check(RawWebhook request) {
        String to = Form.text(request, "To")
                .orElseThrow(() -> ApiError.badRequest(21604, "A 'To' phone number is required."));
        Optional<String> from = Form.text(request, "From");
        Optional<String> service = Form.text(request, "MessagingServiceSid");
        if (from.isEmpty() && service.isEmpty()) {
            throw ApiError.badRequest(21603, "A 'From' phone number is required.");
        }
        checkTo(to, from.orElse(""));
        from.ifPresent(sender -> checkFrom(sender, to));
        if (service.isPresent()
                && account.messagingServiceSid().filter(service.get()::equals).isEmpty()) {
            throw ApiError.badRequest(21701, "The Messaging Service does not exist");
        }
        checkContent(request);
        from.filter(sender -> optedOut(to, sender)).ifPresent(sender -> {
            throw unsubscribed();
        });
    }

    private void checkTo(String to, String from) {
        Channel channel = Channel.of(to);
        String number = Channel.bare(to);
        if (!(channel == Channel.SMS ? E164 : WHATSAPP_PERSON).matcher(number).matches()) {
            throw ApiError.badRequest(21211, "Invalid 'To' Phone Number: " + masked(number));
        }
        if (!number.startsWith(MAGIC)) {
            return;
        }
        switch (number.substring(MAGIC.length())) {
            case "1" -> throw ApiError.badRequest(21211, "Invalid 'To' Phone Number: " + masked(number));
            case "2" ->
                throw ApiError.badRequest(
                        21612,
                        "The 'To' phone number: " + number
                                + ", is not currently reachable using the 'From' phone number: " + from + " via SMS.");
            case "3" ->
                throw ApiError.badRequest(
                        21408,
                        "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: "
                                + number);
            case "4" -> throw unsubscribed();
            case "9" -> throw ApiError.badRequest(21614, "'To' number: " + number + ", is not a valid mobile number");
            default -> {
                // The others are ordinary numbers.
            }
        }
    }

    private void checkFrom(String from, String to) {
        Channel channel = Channel.of(from);
        if (channel != Channel.of(to)) {
            throw ApiError.badRequest(
                    21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel");
        }
        boolean owned = account.ownAddress(channel).map(from::equals).orElse(true);
        if (channel == Channel.WHATSAPP) {
            if (!owned) {
                throw ApiError.badRequest(63007, "Twilio could not find a Channel with the specified From address");
            }
            return;
        }
        switch (from) {
            case MAGIC + "1" -> throw invalidSender(from);
            case MAGIC + "7" -> throw notASender(from);
            case MAGIC + "8" ->
                throw new ApiError(429, 21611, "This 'From' number has exceeded the maximum number of queued messages");
            case MAGIC_SENDER -> {
                // The one that always works.
            }
            default -> {
                if (!SMS_SENDER.matcher(from).matches()) {
                    throw invalidSender(from);
                }
                if (!owned) {
                    throw notASender(from);
                }
            }
        }
    }

    private static void checkContent(RawWebhook request) {
        String body = Form.raw(request, "Body").orElse("");
        List<String> media = request.formParameters().getOrDefault("MediaUrl", List.of());
        if (Form.text(request, "ContentSid").isPresent()) {
            // The sandbox keeps no content templates, so that no SID of one is valid.
            throw ApiError.badRequest(21655, "The ContentSid is Invalid");
        }
        if (body.isEmpty() && media.isEmpty()) {
            throw ApiError.badRequest(21602, "Message body is required.");
        }
        if (body.length() > LONGEST_BODY) {
            throw ApiError.badRequest(21617, "The concatenated message body exceeds the 1600 character limit");
        }
        if (media.size() > MOST_MEDIA) {
            throw ApiError.badRequest(21623, "Number of media files exceeds allowed limit");
        }
        if (!media.stream().allMatch(url -> url.matches("(?i)https?://[^\\s/]+.*"))) {
            throw ApiError.badRequest(21620, "Invalid media URL(s)");
        }
    }

    /** The last keyword between the two counts. WhatsApp has no such thing. */
    private boolean optedOut(String person, String sender) {
        return store
                .newestFirst(message -> message.inbound()
                        && message.channel() == Channel.SMS
                        && message.parties().from().equals(person)
                        && message.parties().to().equals(sender))
                .stream()
                .map(CreateRules::keyword)
                .filter(word -> STOP.contains(word) || START.contains(word))
                .findFirst()
                .filter(STOP::contains)
                .isPresent();
    }

    private static String keyword(SandboxMessage message) {
        return message.content().body().strip().toUpperCase(Locale.ROOT);
    }

    private static ApiError unsubscribed() {
        return ApiError.badRequest(21610, "Attempt to send to unsubscribed recipient");
    }

    private static ApiError invalidSender(String from) {
        return ApiError.badRequest(
                21212,
                "The 'From' number " + from + " is not a valid phone number, shortcode, or alphanumeric sender ID.");
    }

    private static ApiError notASender(String from) {
        return ApiError.badRequest(
                21606,
                "The 'From' phone number provided (" + from
                        + ") is not a valid message-capable Twilio phone number for this destination.");
    }

    private static String masked(String number) {
        return number.length() < 5 ? "XXXX" : number.substring(0, number.length() - 4) + "XXXX";
    }
}
