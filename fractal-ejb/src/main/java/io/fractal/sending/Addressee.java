package io.fractal.sending;

import java.util.UUID;

/**
 * To whom a message is to go, as whoever asks for it says. Exactly one of conversation, contact and address says it; an address beside
 * a conversation or a contact picks one of that contact's. Everything may be {@code null}.
 *
 * @param address in any spelling; on its own it makes a contact and a conversation when it is new
 * @param channelType a name of {@link io.fractal.spi.ChannelType}; {@code null} for the conversation's last channel, else that of the
 *     contact's primary address, else SMS
 */
public record Addressee(UUID conversationId, UUID contactId, String address, String channelType) {

    /** Whoever a conversation is with. */
    public static Addressee ofConversation(UUID conversationId) {
        return new Addressee(conversationId, null, null, null);
    }

    /** A contact. */
    public static Addressee ofContact(UUID contactId) {
        return new Addressee(null, contactId, null, null);
    }

    /** Whoever is reached at an address. */
    public static Addressee at(String address) {
        return new Addressee(null, null, address, null);
    }

    /** The same on this channel. */
    public Addressee on(String channel) {
        return new Addressee(conversationId, contactId, address, channel);
    }

    /** Without the address, which does not belong into a log. */
    @Override
    public String toString() {
        return "Addressee[conversation " + conversationId + ", contact " + contactId + "]";
    }
}
