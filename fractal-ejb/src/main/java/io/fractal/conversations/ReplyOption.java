package io.fractal.conversations;

import java.time.Instant;

/**
 * One way to answer in a conversation: from one of our senders to one address of the contact.
 *
 * @param channelType the channel, a name of {@link io.fractal.spi.ChannelType}
 * @param to the contact's address
 * @param from the sender's address
 * @param senderLabel what people call the sender; its formatted address when it has no name
 * @param preferred whether the composer offers this one first; true for exactly one option unless there are none
 * @param windowClosesAt until when free text may be written (WhatsApp: 24 hours after the contact last wrote); {@code null} when the
 *     channel has no such window, or the contact has never written on it
 */
public record ReplyOption(
        String channelType, String to, String from, String senderLabel, boolean preferred, Instant windowClosesAt) {}
