package io.fractal.sending;

import java.util.List;
import java.util.UUID;

/**
 * What somebody wants sent. Exactly one of {@code conversationId}, {@code contactId} and {@code to} says to whom; everything else may be
 * {@code null}.
 *
 * @param to an address in any spelling; a contact and a conversation are made when it is new
 * @param channelType a name of {@link io.fractal.spi.ChannelType}; {@code null} for the conversation's last channel, else that of the
 *     contact's primary address, else SMS
 * @param senderId which of our senders to use
 * @param from the same by address
 * @param body the text, up to 1,600 characters
 * @param mediaUrls public addresses of attachments, at most ten
 * @param clientId the caller's own key: the same key with the same content again is the first message
 * @param metadataJson a JSON object to keep with the message
 * @param authorUserId who wrote it
 */
public record SendRequest(
        UUID conversationId,
        UUID contactId,
        String to,
        String channelType,
        UUID senderId,
        String from,
        String body,
        List<String> mediaUrls,
        String clientId,
        String metadataJson,
        UUID authorUserId) {

    public SendRequest {
        mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
    }

    /** Nothing of it: it is what people write. */
    @Override
    public String toString() {
        return "SendRequest[conversation " + conversationId + ", contact " + contactId + "]";
    }
}
