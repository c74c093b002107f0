package io.fractal.plugins.twilio.sandbox.state;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes Twilio's ids: two letters for the kind and 32 hexadecimal digits. */
public final class Sids {

    private Sids() {}

    /** A fresh id of a message: {@code MM…} with media, else {@code SM…}. */
    public static String message(boolean withMedia) {
        return fresh(withMedia ? "MM" : "SM");
    }

    /** A fresh id with the two letters of its kind. */
    public static String fresh(String kind) {
        return kind + hex(UUID.randomUUID());
    }

    /** The id that always belongs to this name. */
    public static String of(String kind, String name) {
        return kind + hex(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hex(UUID uuid) {
        return uuid.toString().replace("-", "");
    }
}
