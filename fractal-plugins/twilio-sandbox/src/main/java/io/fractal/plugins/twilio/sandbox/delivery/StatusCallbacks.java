package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Delivery;
import io.fractal.plugins.twilio.sandbox.state.ErrorTexts;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes status callbacks (Twilio, "Track outbound message status"; the channel fields as seen in real ones). */
final class StatusCallbacks {

    private static final DateTimeFormatter DELIVERY_RECEIPT =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Set<String> CHANNEL_EVENTS = Set.of("delivered", "read", "undelivered");

    private final SandboxAccount account;

    StatusCallbacks(SandboxAccount account) {
        this.account = account;
    }

    /** The webhook that tells of the message's present state; none when nobody asked for it. */
    List<Delivery> of(SandboxMessage message) {
        if (message.statusCallback() == null) {
            return List.of();
        }
        return List.of(new Delivery(
                UUID.randomUUID().toString(),
                message.sid(),
                message.statusCallback(),
                parameters(message),
                Delivery.SignatureMode.VALID));
    }

    private Map<String, String> parameters(SandboxMessage message) {
        String status = message.progress().status();
        Map<String, String> parameters = new LinkedHashMap<>();
        if (message.channel() != Channel.SMS) {
            addChannel(message, status, parameters);
        }
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("MessageStatus", status);
        parameters.put("SmsSid", message.sid());
        parameters.put("SmsStatus", status);
        parameters.put("To", message.parties().to());
        if (message.parties().from() != null) {
            parameters.put("From", message.parties().from());
        }
        parameters.put("MessageSid", message.sid());
        parameters.put("AccountSid", account.sid());
        if (message.parties().messagingServiceSid() != null) {
            parameters.put("MessagingServiceSid", message.parties().messagingServiceSid());
        }
        if (message.progress().errorCode() != null) {
            int code = message.progress().errorCode();
            parameters.put("ErrorCode", Integer.toString(code));
            ErrorTexts.of(code).ifPresent(text -> parameters.put("ErrorMessage", text));
        }
        boolean receipt = status.equals("delivered") || status.equals("undelivered");
        if (message.channel() == Channel.SMS && receipt) {
            parameters.put(
                    "RawDlrDoneDate", DELIVERY_RECEIPT.format(message.progress().updated()));
        }
        return parameters;
    }

    private static void addChannel(SandboxMessage message, String status, Map<String, String> parameters) {
        parameters.put("ChannelPrefix", message.channel().scheme());
        parameters.put("ChannelInstallSid", "XE" + "0".repeat(32));
        parameters.put("ChannelToAddress", masked(Channel.bare(message.parties().to())));
        parameters.put("StructuredMessage", Boolean.toString(message.content().template() != null));
        if (CHANNEL_EVENTS.contains(status)) {
            parameters.put("EventType", status.toUpperCase(Locale.ROOT));
        }
    }

    private static String masked(String address) {
        return address.length() < 5 ? address : address.substring(0, address.length() - 4) + "XXXX";
    }
}
