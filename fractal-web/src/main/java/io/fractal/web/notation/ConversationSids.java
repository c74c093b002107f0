package io.fractal.web.notation;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The ids that conversations carry in Twilio's manner: {@code CH} and the 32 hexadecimal digits of Fractal's own id. Whoever names a
 * conversation may use either.
 */
public final class ConversationSids {

    private static final String PREFIX = "CH";
    private static final Pattern FORM = Pattern.compile("CH[0-9a-fA-F]{32}");

    private ConversationSids() {}

    /** The sid of a conversation. */
    public static String of(UUID conversationId) {
        HexFormat hex = HexFormat.of();
        return PREFIX
                + hex.toHexDigits(conversationId.getMostSignificantBits())
                + hex.toHexDigits(conversationId.getLeastSignificantBits());
    }

    /** The id that a client wrote as id or sid, or empty when the text is neither. */
    public static Optional<UUID> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Uuids.parse(text);
        }
        return Optional.of(
                new UUID(HexFormat.fromHexDigitsToLong(text, 2, 18), HexFormat.fromHexDigitsToLong(text, 18, 34)));
    }
}
