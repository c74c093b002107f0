package io.fractal.plugins.twilio;

import com.twilio.rest.api.v2010.account.Message;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.SendReceipt.Price;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads Twilio's message resource. */
final class Receipts {

    private Receipts() {}

    static SendReceipt of(Message message) {
        // The SDK gives null for a word it does not know.
        String word =
                message.getStatus() == null ? "unknown" : message.getStatus().toString();
        return new SendReceipt(
                message.getSid(),
                DeliveryStatuses.of(word),
                word,
                segments(message),
                price(message),
                error(message),
                payload(message));
    }

    private static Optional<ProviderError> error(Message message) {
        return Optional.ofNullable(message.getErrorCode())
                .filter(code -> code != 0)
                .map(code -> new ProviderError(
                        code.toString(),
                        Optional.ofNullable(message.getErrorMessage()).filter(words -> !words.isBlank())));
    }

    /** Twilio writes 0 as long as a messaging service has not chosen a sender. */
    private static Optional<Integer> segments(Message message) {
        return Optional.ofNullable(message.getNumSegments())
                .filter(number -> number.matches("\\d{1,4}"))
                .map(Integer::valueOf)
                .filter(number -> number > 0);
    }

    private static Optional<Price> price(Message message) {
        if (message.getPrice() == null || message.getPriceUnit() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Price(
                    new BigDecimal(message.getPrice()), message.getPriceUnit().getCurrencyCode()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Everything but the text, which the host keeps where it can be redacted. */
    private static Map<String, String> payload(Message message) {
        Map<String, String> payload = new LinkedHashMap<>();
        put(payload, "sid", message.getSid());
        put(payload, "account_sid", message.getAccountSid());
        put(payload, "messaging_service_sid", message.getMessagingServiceSid());
        put(payload, "from", message.getFrom());
        put(payload, "to", message.getTo());
        put(payload, "status", message.getStatus());
        put(payload, "direction", message.getDirection());
        put(payload, "error_code", message.getErrorCode());
        put(payload, "error_message", message.getErrorMessage());
        put(payload, "num_segments", message.getNumSegments());
        put(payload, "num_media", message.getNumMedia());
        put(payload, "price", message.getPrice());
        put(payload, "price_unit", message.getPriceUnit());
        put(payload, "date_created", message.getDateCreated());
        put(payload, "date_sent", message.getDateSent());
        put(payload, "date_updated", message.getDateUpdated());
        put(payload, "api_version", message.getApiVersion());
        put(payload, "uri", message.getUri());
        return payload;
    }

    private static void put(Map<String, String> payload, String name, Object value) {
        if (value != null) {
            payload.put(name, value.toString());
        }
    }
}
