package io.fractal.tracking;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of a provider's own words may be kept with an erased message. */
public final class Payloads {

    /**
     * The names, in whatever case, of what tells nothing that somebody wrote: identifiers, states, numbers of parts, prices and times.
     * A regular expression that PostgreSQL reads alike.
     */
    public static final String HARMLESS =
            "(sid|status|state|code|error_?message|^from|^to|version|num_?(media|segments)|date.*|direction|price(_unit)?|uri"
                    + "|event_?type|channelprefix)$";

    private static final Pattern HARMLESS_NAME = Pattern.compile(HARMLESS, Pattern.CASE_INSENSITIVE);

    private Payloads() {}

    static Map<String, String> withoutTexts(Map<String, String> payload) {
        return payload.entrySet().stream()
                .filter(entry -> HARMLESS_NAME.matcher(entry.getKey()).find())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
