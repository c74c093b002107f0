package io.fractal.web.realtime;

import io.fractal.conversations.MessageView;
import io.fractal.web.representation.ErrorWords;
import io.fractal.web.representation.ShownStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What is told when the status of a message has changed. The components mean what those of {@link MessageView} mean.
 *
 * @param timestamp when it changed
 */
public record StatusChange(
        UUID messageId,
        UUID conversationId,
        String clientId,
        String status,
        String providerStatus,
        String errorCode,
        String errorMessage,
        Instant sentAt,
        Instant deliveredAt,
        Instant readAt,
        Instant timestamp,
        BigDecimal price,
        String priceCurrency,
        Integer segments) {

    static StatusChange of(MessageView message, Instant timestamp, ErrorWords words) {
        return new StatusChange(
                message.id(),
                message.conversationId(),
                message.clientId(),
                ShownStatus.of(message.status()),
                message.providerStatus(),
                message.errorCode(),
                words.of(message.provider(), message.errorCode(), message.errorMessage()),
                message.sentAt(),
                message.deliveredAt(),
                message.readAt(),
                timestamp,
                message.price(),
                message.priceCurrency(),
                message.segments());
    }
}
