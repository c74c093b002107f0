package io.fractal.bulk;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places for values: {@code {{name}}}. Values are put in as they are and not looked into again. */
final class BulkText {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([\\p{L}0-9_.-]{1,64})\\s*\\}\\}");

    private BulkText() {}

    /** The names of the values that a text needs and that are not given. */
    static Set<String> missing(String text, Map<String, String> values) {
        Set<String> missing = new LinkedHashSet<>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            if (!values.containsKey(places.group(1))) {
                missing.add(places.group(1));
            }
        }
        return missing;
    }

    /** The text with its values, all of which must be given. */
    static String with(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }
}
