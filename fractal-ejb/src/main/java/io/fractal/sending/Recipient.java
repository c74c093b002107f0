package io.fractal.sending;

import io.fractal.contacts.Contact;
import io.fractal.spi.ChannelType;
import java.util.UUID;

/**
 * To whom a message goes, found out from the request.
 *
 * @param contact who it is; {@code null} when only looked for, and nobody has the address
 * @param conversationId the conversation with them; {@code null} when only looked for, and there is none
 * @param channel the channel to write on
 * @param address the contact's canonical address there
 * @param contactCreated whether the contact is new
 * @param conversationCreated whether the conversation is new
 */
record Recipient(
        UUID workspaceId,
        Contact contact,
        UUID conversationId,
        ChannelType channel,
        String address,
        boolean contactCreated,
        boolean conversationCreated) {}
