package io.fractal.sending;

import io.fractal.spi.ChannelType;
import java.util.UUID;

/**
 * To whom a message goes, found out from the request.
 *
 * @param contactId who it is; {@code null} when nobody has the address
 * @param conversationId the conversation with them; {@code null} when there is none
 * @param channel the channel to write on
 * @param address the contact's canonical address there
 * @param contactCreated whether the contact is new
 * @param conversationCreated whether the conversation is new
 */
record Recipient(
        UUID workspaceId,
        UUID contactId,
        UUID conversationId,
        ChannelType channel,
        String address,
        boolean contactCreated,
        boolean conversationCreated) {

    /** Somebody who has been there, as far as it is known. */
    Recipient(UUID workspaceId, UUID contactId, UUID conversationId, ChannelType channel, String address) {
        this(workspaceId, contactId, conversationId, channel, address, false, false);
    }

    /** The same as this contact. */
    Recipient as(UUID contact, boolean created) {
        return new Recipient(workspaceId, contact, conversationId, channel, address, created, conversationCreated);
    }

    /** The same in this conversation; {@code null} for none. */
    Recipient in(UUID conversation, boolean created) {
        return new Recipient(workspaceId, contactId, conversation, channel, address, contactCreated, created);
    }
}
