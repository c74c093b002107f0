package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.delivery.Departure;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.OptOuts;
import io.fractal.plugins.twilio.sandbox.state.Rates;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Senders;
import io.fractal.plugins.twilio.sandbox.state.Senders.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Between whom Twilio lets a message go (Twilio, "Error and warning dictionary"), including the magic numbers of "Test credentials",
 * and which sender a messaging service chooses.
 */
final class PartyRules {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern WHATSAPP_PERSON = Pattern.compile("\\+[1-9]\\d{6,14}|[A-Z]{2}\\.[A-Za-z0-9]+");
    private static final Pattern MESSENGER_PERSON = Pattern.compile("[A-Za-z0-9_]{5,40}");
    private static final Pattern SMS_SENDER = Pattern.compile("\\+[1-9]\\d{6,14}|\\d{3,8}");
    private static final String MAGIC = "+1500555000";
    private static final String MAGIC_SENDER = MAGIC + "6";

    private final Resources resources;
    private final Senders senders;
    private final OptOuts optOuts;
    private final Departure departure;
    private final Rates rates;
    private final BehaviourSwitch behaviour;

    PartyRules(SandboxState state, Departure departure) {
        this.resources = state.resources();
        this.senders = state.senders();
        this.optOuts = state.optOuts();
        this.departure = departure;
        this.rates = state.rates();
        this.behaviour = state.behaviour();
    }

    /**
     * Between whom the message goes.
     *
     * @param parties who writes to whom
     * @param fallbackFrom the number to send from when the person's handset knows no RCS, or {@code null}
     */
    record Chosen(Parties parties, String fallbackFrom) {
        Channel channel() {
            return Channel.of(parties.to());
        }
    }

    /** @throws ApiError when Twilio would refuse it */
    Chosen choose(Call call) {
        String to = call.text("To").orElseThrow(() -> ApiError.badRequest(21604, "A 'To' phone number is required."));
        Optional<String> from = call.text("From");
        Optional<String> service = call.text("MessagingServiceSid");
        if (from.isEmpty() && service.isEmpty()) {
            throw ApiError.badRequest(21603, "A 'From' phone number is required.");
        }
        checkTo(to, from.orElse(""));
        from.ifPresent(sender -> checkFrom(sender, to));
        if (service.filter(sid -> resources.find(Kind.SERVICE, sid).isEmpty()).isPresent()) {
            throw ApiError.badRequest(21701, "The Messaging Service does not exist");
        }
        Optional<String> fallback = call.text("FallbackFrom");
        fallback.ifPresent(this::checkSmsSender);
        return from.map(sender -> new Chosen(new Parties(sender, to, service.orElse(null)), fallback.orElse(null)))
                .orElseGet(() -> fromPool(service.orElseThrow(), to, fallback));
    }

    /** With a messaging service the message is taken, and fails when it is about to leave. */
    void checkOptOut(Chosen chosen) {
        Parties parties = chosen.parties();
        if (parties.messagingServiceSid() == null
                && chosen.channel().hasOptOut()
                && optOuts.isStopped(parties.to(), parties.from())) {
            throw unsubscribed();
        }
    }

    /** RCS comes first where the handset knows it, then short codes, numbers and names. */
    private Chosen fromPool(String service, String to, Optional<String> fallback) {
        Channel channel = Channel.of(to);
        List<String> pool = senders.pool(service);
        Optional<String> same = pool.stream()
                .filter(sender -> Channel.of(sender) == channel)
                .filter(sender -> reaches(sender, to))
                .findFirst();
        Optional<String> rcs = pool.stream()
                .filter(sender -> channel == Channel.SMS && Channel.of(sender) == Channel.RCS)
                .filter(sender -> departure.knowsRcs(to))
                .findFirst();
        if (rcs.isPresent()) {
            Parties parties = new Parties(rcs.get(), Channel.RCS.address(to), service);
            return new Chosen(parties, fallback.or(() -> same).orElse(null));
        }
        String sender = same.orElseThrow(() -> ApiError.badRequest(
                21703, "The Messaging Service does not have a phone number available to send a message"));
        return new Chosen(new Parties(sender, to, service), fallback.orElse(null));
    }

    /** Toll-free numbers and the sandbox's short codes are North American. */
    private static boolean reaches(String sender, String to) {
        Type type = Senders.type(sender);
        boolean northAmerican = Channel.bare(to).startsWith("+1");
        return switch (type) {
            case TOLL_FREE, SHORT_CODE -> northAmerican;
            case ALPHANUMERIC -> !northAmerican;
            default -> true;
        };
    }

    private void checkTo(String to, String from) {
        Channel channel = Channel.of(to);
        String number = Channel.bare(to);
        Pattern form = switch (channel) {
            case SMS, RCS -> E164;
            case WHATSAPP -> WHATSAPP_PERSON;
            case MESSENGER -> MESSENGER_PERSON;
        };
        if (!form.matcher(number).matches()) {
            throw invalidRecipient(number);
        }
        if (number.startsWith(MAGIC)) {
            checkMagic(number, from);
        }
    }

    private static void checkMagic(String number, String from) {
        switch (number.substring(MAGIC.length())) {
            case "1" -> throw invalidRecipient(number);
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
        if (channel != Channel.SMS) {
            if (!senders.owns(from)) {
                throw ApiError.badRequest(63007, "Twilio could not find a Channel with the specified From address");
            }
            return;
        }
        if (Senders.isAlphanumeric(from) && !reaches(from, to)) {
            throw ApiError.badRequest(
                    21612,
                    "The 'To' phone number: " + to + ", is not currently reachable using the 'From' phone number: "
                            + from + " via SMS.");
        }
        checkSmsSender(from);
    }

    private void checkSmsSender(String from) {
        switch (from) {
            case MAGIC + "1" -> throw invalidSender(from);
            case MAGIC + "7" -> throw notASender(from);
            case MAGIC + "8" -> throw queueFull();
            case MAGIC_SENDER -> {
                // The one that always works.
            }
            default -> checkOrdinarySender(from);
        }
    }

    /** Names need no registration, except where the recipient's country demands one. */
    private void checkOrdinarySender(String from) {
        boolean name = Senders.isAlphanumeric(from);
        if (!name && !SMS_SENDER.matcher(from).matches()) {
            throw invalidSender(from);
        }
        if (!name && !senders.owns(from)) {
            throw notASender(from);
        }
        if (behaviour.current().enforceRates() && rates.isFull(from)) {
            throw queueFull();
        }
    }

    private static ApiError queueFull() {
        return new ApiError(429, 21611, "This 'From' number has exceeded the maximum number of queued messages");
    }

    private static ApiError unsubscribed() {
        return ApiError.badRequest(21610, "Attempt to send to unsubscribed recipient");
    }

    private static ApiError invalidRecipient(String number) {
        return ApiError.badRequest(21211, "Invalid 'To' Phone Number: " + masked(number));
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
