package io.fractal.consent;

import io.fractal.spi.ChannelType;
import java.util.Objects;
import java.util.UUID;

/**
 * What somebody says about the consent of a contact. The address is named by {@code addressId}, or by channel and address; without an
 * address, all of the contact's on the channel are meant.
 *
 * @param addressId one of the contact's addresses, or {@code null}
 * @param channel the channel, or {@code null} with an {@code addressId}
 * @param address the address in any spelling, or {@code null}
 * @param state {@link ConsentState#GRANTED} or {@link ConsentState#REVOKED}
 * @param userId the user who says so; {@code null} for an API client
 * @param note why, or {@code null}
 */
public record ConsentWish(
        UUID addressId, ChannelType channel, String address, ConsentState state, UUID userId, String note) {

    public ConsentWish {
        Objects.requireNonNull(state, "state");
    }

    /** Nothing of the address and the note. */
    @Override
    public String toString() {
        return "ConsentWish[" + state + "]";
    }
}
