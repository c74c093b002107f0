package io.fractal.conversations;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as it is shown. Everything below that is not said to be present may be {@code null}.
 *
 * @param id present
 * @param conversationId present
 * @param contactId present
 * @param sequence the place within the conversation, counting from 1
 * @param direction {@code INBOUND} or {@code OUTBOUND}
 * @param channelType a name of {@link io.fractal.spi.ChannelType}
 * @param provider by whom it goes or came; present
 * @param from the writer's address, without a channel prefix; present
 * @param to the recipient's address, without a channel prefix; present
 * @param body the text
 * @param media the attachments in order; empty when there are none
 * @param status what follows from the whole history, a name of {@link io.fractal.spi.DeliveryStatus}; present
 * @param providerStatus the provider's own word for it
 * @param providerMessageId the provider's id, for Twilio the SID
 * @param errorCode the first error's code, the provider's or Fractal's own
 * @param errorMessage the first error's words, or why the message still waits
 * @param price what it cost as the provider states it, negative for a charge
 * @param priceCurrency ISO 4217
 * @param segments how many segments are billed
 * @param clientId the key the sender chose for it
 * @param sentAt the first time it was proven to have left the provider
 * @param deliveredAt the first time it was proven to have arrived
 * @param readAt the first time it was proven to have been read
 * @param createdAt when it was received or accepted; present
 * @param updatedAt present
 * @param metadataJson a JSON object; present
 * @param contextJson what the channel told beside the text, the JSON object that {@link MessageContext} writes
 * @param replyToMessageId the message that this one answers
 * @param sending how it was sent; present
 * @param redactedAt when what was written in it was erased
 */
public record MessageView(
        UUID id,
        UUID conversationId,
        UUID contactId,
        long sequence,
        String direction,
        String channelType,
        String provider,
        String from,
        String to,
        String body,
        List<MediaView> media,
        String status,
        String providerStatus,
        String providerMessageId,
        String errorCode,
        String errorMessage,
        BigDecimal price,
        String priceCurrency,
        Integer segments,
        UUID authorUserId,
        String authorName,
        String clientId,
        Instant scheduledAt,
        Instant sentAt,
        Instant deliveredAt,
        Instant readAt,
        Instant createdAt,
        Instant updatedAt,
        String metadataJson,
        String contextJson,
        UUID replyToMessageId,
        SendingView sending,
        Instant redactedAt) {

    public MessageView {
        media = List.copyOf(media);
    }

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "MessageView[" + id + "]";
    }
}
