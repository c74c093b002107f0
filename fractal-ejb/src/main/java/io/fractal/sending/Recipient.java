package io.fractal.sending;

import io.fractal.contacts.Contact;
import io.fractal.spi.ChannelType;
import java.util.UUID;

/**
 * To whom a message goes, found out from the request.
 *
 * @param channel the channel to write on
 * @param address the contact's canonical address there
 * @param contactCreated whether the contact is new
 * @param conversationCreated whether the conversation is new
 */
record Recipient(
        Contact contact,
        UUID conversationId,
        ChannelType channel,
        String address,
        boolean contactCreated,
        boolean conversationCreated) {}
