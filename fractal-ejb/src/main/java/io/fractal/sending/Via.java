package io.fractal.sending;

import java.util.UUID;

/**
 * From which of our senders. Everything may be {@code null}: then Fractal chooses.
 *
 * @param senderId by Fractal's id
 * @param from by address, or the id of a sender pool
 * @param fallbackChannel the channel to use when the recipient cannot be reached on the one asked for: SMS, for RCS
 */
public record Via(UUID senderId, String from, String fallbackChannel) {

    /** As Fractal chooses. */
    public static final Via ANY = new Via(null, null, null);
}
