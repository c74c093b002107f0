package io.fractal.contacts;

/**
 * One way to reach a contact.
 *
 * @param channelType the channel, a name of {@link io.fractal.spi.ChannelType}
 * @param address the canonical address, E.164 for phone numbers
 * @param primary whether the contact is written to here when nobody chooses
 */
public record AddressView(String channelType, String address, boolean primary) {}
