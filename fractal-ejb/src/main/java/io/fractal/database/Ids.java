package io.fractal.database;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** The one maker of ids. Made by the application, so that no round trip is needed to know one. Safe for use from several threads. */
public final class Ids {

    private Ids() {}

    /** A new id: UUID version 7 (RFC 9562), later ones sort after earlier ones of the same node. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }
}
