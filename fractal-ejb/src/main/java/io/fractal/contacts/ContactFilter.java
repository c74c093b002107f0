package io.fractal.contacts;

import java.util.List;
import java.util.Objects;

/**
 * Which contacts to list, and in which order.
 *
 * @param text only those whose name, e-mail or address contains this; {@code null} or blank for all
 * @param channelType only those reached on this channel, a name of {@link io.fractal.spi.ChannelType}, or {@code null}
 * @param tags only those with all of these tags
 * @param consent only those of whose addresses one stands so, or, for {@link Consent#UNKNOWN}, none has said anything; or {@code null}
 */
public record ContactFilter(String text, String channelType, List<String> tags, Consent consent, Sort sort) {

    /** Every contact by name. */
    public static final ContactFilter ALL = new ContactFilter(null, null, List.of(), null, Sort.NAME);

    public ContactFilter {
        tags = List.copyOf(tags);
        Objects.requireNonNull(sort, "sort");
    }

    /** How a contact's consents stand. */
    public enum Consent {
        GRANTED,
        REVOKED,
        UNKNOWN
    }

    /** The orders of the list. */
    public enum Sort {
        NAME("lower(c.name)", "lower(?)", false),
        NAME_DESCENDING("lower(c.name)", "lower(?)", true),
        CREATED("c.created_at", "?", false),
        CREATED_DESCENDING("c.created_at", "?", true),
        UPDATED("c.updated_at", "?", false),
        UPDATED_DESCENDING("c.updated_at", "?", true);

        private final String key;
        private final String argument;
        private final boolean descending;

        Sort(String key, String argument, boolean descending) {
            this.key = key;
            this.argument = argument;
            this.descending = descending;
        }

        boolean isByName() {
            return this == NAME || this == NAME_DESCENDING;
        }

        boolean isByCreation() {
            return this == CREATED || this == CREATED_DESCENDING;
        }

        /** The condition that only what follows a place fulfils, with two arguments: the sort key and the id. */
        String after() {
            return "(" + key + ", c.id) " + (descending ? "<" : ">") + " (" + argument + ", ?)";
        }

        String order() {
            String direction = descending ? " desc" : "";
            return " order by " + key + direction + ", c.id" + direction;
        }
    }
}
