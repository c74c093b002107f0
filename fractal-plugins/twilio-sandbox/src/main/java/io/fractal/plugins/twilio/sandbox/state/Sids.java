package io.fractal.plugins.twilio.sandbox.state;

import java.util.UUID;

/** Makes Twilio's ids: two letters for the kind and 32 hexadecimal digits. */
public final class Sids {

    private Sids() {}

    /** A fresh id of a message: {@code MM…} with media, else {@code SM…}. */
    public static String message(boolean withMedia) {
        return (withMedia ? "MM" : "SM") + UUID.randomUUID().toString().replace("-", "");
    }
}
