package io.fractal.spi;

import io.fractal.spi.InboundEvent.ProviderError;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider's answer to a message it took.
 *
 * @param providerMessageId the provider's id of the message
 * @param status its state at that moment
 * @param providerStatus the same in the provider's own word
 * @param segments how many segments are billed, when known
 * @param price what it cost as the provider states it, negative for a charge; usually unknown until delivered
 * @param error why it failed, when it did and the provider says why
 * @param rawPayload the provider's answer, kept for people to read
 */
public record SendReceipt(
        String providerMessageId,
        DeliveryStatus status,
        String providerStatus,
        Optional<Integer> segments,
        Optional<Price> price,
        Optional<ProviderError> error,
        Map<String, String> rawPayload) {

    public SendReceipt {
        Objects.requireNonNull(providerMessageId, "providerMessageId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(providerStatus, "providerStatus");
        Objects.requireNonNull(segments, "segments");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(error, "error");
        rawPayload = Map.copyOf(rawPayload);
    }

    /** A receipt of a message that has not failed. */
    public SendReceipt(
            String providerMessageId,
            DeliveryStatus status,
            String providerStatus,
            Optional<Integer> segments,
            Optional<Price> price,
            Map<String, String> rawPayload) {
        this(providerMessageId, status, providerStatus, segments, price, Optional.empty(), rawPayload);
    }

    /**
     * An amount of money.
     *
     * @param amount the amount in units of the currency
     * @param currency the ISO 4217 code in upper case
     */
    public record Price(BigDecimal amount, String currency) {}
}
