package io.fractal.plugins.twilio.sandbox.control;

import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters that only some inbound messages have, in Twilio's names. */
final class InboundExtras {

    private final InboundCall call;
    private final MessageStore store;
    private final Map<String, String> extras = new LinkedHashMap<>();

    InboundExtras(InboundCall call, MessageStore store) {
        this.call = call;
        this.store = store;
    }

    Map<String, String> of(Channel channel, String profileName) {
        if (channel != Channel.SMS) {
            put("ProfileName", profileName);
            put("Forwarded", call.forwarded());
            put("FrequentlyForwarded", call.frequentlyForwarded());
        }
        if (call.externalUserId() != null) {
            put("ExternalUserId", Channel.WHATSAPP.address(call.externalUserId()));
        }
        addTapped();
        addLocation();
        addReferral();
        addReply();
        return extras;
    }

    private void addTapped() {
        if (call.button() != null) {
            put("MessageType", "button");
            put("ButtonText", call.button().text());
            put("ButtonPayload", call.button().payload());
        }
        if (call.listReply() != null) {
            put("MessageType", "interactive");
            put("ListId", call.listReply().id());
            put("ListTitle", call.listReply().title());
        }
    }

    private void addLocation() {
        if (call.location() != null) {
            put("MessageType", "location");
            put("Latitude", call.location().latitude());
            put("Longitude", call.location().longitude());
            put("Address", call.location().address());
            put("Label", call.location().label());
        }
    }

    private void addReferral() {
        if (call.referral() != null) {
            call.referral().forEach((name, value) -> put("Referral" + capital(name), value));
            put("ReferralNumMedia", call.referral().containsKey("mediaUrl") ? "1" : "0");
        }
    }

    /** The sender of the answered message is the account, or the person when he answers himself. */
    private void addReply() {
        if (call.replyTo() != null) {
            put("OriginalRepliedMessageSid", call.replyTo());
            store.find(call.replyTo())
                    .ifPresent(original -> put(
                            "OriginalRepliedMessageSender", original.parties().from()));
        }
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void put(String name, Object value) {
        if (value != null) {
            extras.put(name, value.toString());
        }
    }
}
