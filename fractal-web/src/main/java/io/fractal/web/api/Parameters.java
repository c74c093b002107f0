package io.fractal.web.api;

import io.fractal.database.Cursor;
import io.fractal.database.Paging;
import io.fractal.spi.ChannelType;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.ConversationSids;
import io.fractal.web.notation.Uuids;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads query and path parameters; refuses with the parameter's name what is not what it should be. Empty means absent. */
final class Parameters {

    static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_PAGE = 1_000_000;
    private static final int LONGEST_TEXT = 200;
    private static final int LATEST_YEAR = 9999;

    private Parameters() {}

    private static int page(String value) {
        return number("page", value, 1, 1, MAX_PAGE);
    }

    /** The most items on a page. */
    static int limit(String value) {
        return limit(value, DEFAULT_LIMIT);
    }

    /** The most items to return, with a default of one's own. */
    static int limit(String value, int standard) {
        return number("limit", value, standard, 1, MAX_LIMIT);
    }

    /**
     * Which part of a list is wanted: a page by its number, the first without one, or what follows a cursor.
     *
     * @param cursor what {@code meta.pagination.nextCursor} told; not together with a page
     */
    static Paging paging(String page, String limit, String cursor) {
        if (absent(cursor)) {
            return Paging.page(page(page), limit(limit));
        }
        if (!absent(page)) {
            throw HttpProblem.badParameter("cursor", "cannot be given together with page");
        }
        return Paging.after(Cursor.parse(cursor), limit(limit));
    }

    private static int number(String name, String value, int standard, int least, int most) {
        if (absent(value)) {
            return standard;
        }
        return whole(value)
                .filter(number -> number >= least && number <= most)
                .map(Long::intValue)
                .orElseThrow(
                        () -> HttpProblem.badParameter(name, "must be a whole number from " + least + " to " + most));
    }

    /** A positive number; null when absent. */
    static Long positive(String name, String value) {
        if (absent(value)) {
            return null;
        }
        return whole(value)
                .filter(number -> number > 0)
                .orElseThrow(() -> HttpProblem.badParameter(name, "must be a positive whole number"));
    }

    private static Optional<Long> whole(String value) {
        return value.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }

    /** An id; null when absent. */
    static UUID id(String name, String value) {
        if (absent(value)) {
            return null;
        }
        return Uuids.parse(value).orElseThrow(() -> HttpProblem.badParameter(name, "must be an id (UUID)"));
    }

    /** A conversation's id, written as id or as sid ({@code CH…}); null when absent. */
    static UUID conversation(String name, String value) {
        if (absent(value)) {
            return null;
        }
        return ConversationSids.parse(value)
                .orElseThrow(() -> HttpProblem.badParameter(name, "must be an id (UUID) or a sid (CH…)"));
    }

    /** One of the constants of an enum, in whatever case; null when absent. */
    static <E extends Enum<E>> E oneOf(String name, String value, Class<E> type) {
        if (absent(value)) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> HttpProblem.badParameter(name, "must be one of " + names(type)));
    }

    /** The name of one of the constants of an enum; null when absent. */
    static <E extends Enum<E>> String nameOf(String name, String value, Class<E> type) {
        E constant = oneOf(name, value, type);
        return constant == null ? null : constant.name();
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Yes or no; null when absent. */
    static Boolean flag(String name, String value) {
        if (absent(value)) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw HttpProblem.badParameter(name, "must be true or false");
        };
    }

    /** A moment, in ISO 8601 with its offset from UTC; null when absent. */
    static Instant instant(String name, String value) {
        if (absent(value)) {
            return null;
        }
        try {
            // A plus that was not encoded arrives as a space.
            OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
            if (time.getYear() >= 1 && time.getYear() <= LATEST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw HttpProblem.badParameter(name, "must be a time in ISO 8601 with an offset, such as 2026-11-21T09:30:00Z");
    }

    /** A channel under either of the names of the parameter; null when absent. */
    static String channel(String channel, String channelType) {
        if (!absent(channel) && !absent(channelType) && !channel.equalsIgnoreCase(channelType)) {
            throw HttpProblem.badParameter("channelType", "contradicts channel");
        }
        return absent(channel)
                ? nameOf("channelType", channelType, ChannelType.class)
                : nameOf("channel", channel, ChannelType.class);
    }

    /** What to search for; null when absent. */
    static String text(String name, String value) {
        if (absent(value)) {
            return null;
        }
        if (value.length() > LONGEST_TEXT) {
            throw HttpProblem.badParameter(name, "must not be longer than " + LONGEST_TEXT + " characters");
        }
        return value;
    }

    private static boolean absent(String value) {
        return value == null || value.isBlank();
    }
}
