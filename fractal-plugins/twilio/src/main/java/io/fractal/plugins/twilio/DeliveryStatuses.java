package io.fractal.plugins.twilio;

import io.fractal.spi.DeliveryStatus;
import java.util.Map;

/** Twilio's words for the states of a message (Messages resource, "Message Status values"). */
final class DeliveryStatuses {

    private static final Map<String, DeliveryStatus> BY_WORD = Map.ofEntries(
            Map.entry("accepted", DeliveryStatus.ACCEPTED),
            Map.entry("scheduled", DeliveryStatus.SCHEDULED),
            Map.entry("queued", DeliveryStatus.QUEUED),
            Map.entry("sending", DeliveryStatus.SENDING),
            Map.entry("sent", DeliveryStatus.SENT),
            Map.entry("delivered", DeliveryStatus.DELIVERED),
            Map.entry("read", DeliveryStatus.READ),
            Map.entry("partially_delivered", DeliveryStatus.PARTIALLY_DELIVERED),
            Map.entry("failed", DeliveryStatus.FAILED),
            Map.entry("undelivered", DeliveryStatus.UNDELIVERED),
            Map.entry("canceled", DeliveryStatus.CANCELED),
            Map.entry("receiving", DeliveryStatus.RECEIVING),
            Map.entry("received", DeliveryStatus.RECEIVED));

    private DeliveryStatuses() {}

    /** The state a word means; {@link DeliveryStatus#UNKNOWN} for a word that Twilio may add one day. */
    static DeliveryStatus of(String word) {
        return BY_WORD.getOrDefault(word, DeliveryStatus.UNKNOWN);
    }
}
