package io.fractal.contacts;

import io.fractal.spi.ChannelType;

/**
 * An address that a contact shall have.
 *
 * @param type the channel, or {@code null} when the request did not name one
 * @param identifier the address in any spelling, or {@code null} when the request did not name one
 * @param verified whether somebody vouches for it
 * @param primary whether the contact is to be written to here when nobody chooses
 */
public record ChannelDraft(ChannelType type, String identifier, boolean verified, boolean primary) {

    /** Nothing of the address. */
    @Override
    public String toString() {
        return "ChannelDraft[" + type + "]";
    }
}
