package io.fractal.web.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One or two letters that stand for a person. */
final class Initials {

    private Initials() {}

    /** The first letters of the first and the last word of a name; empty for a name without letters or digits. */
    static String of(String name) {
        List<String> words = Arrays.stream(name.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return "";
        }
        String last = words.size() > 1 ? first(words.get(words.size() - 1)) : "";
        return (first(words.get(0)) + last).toUpperCase(Locale.ROOT);
    }

    private static String first(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }
}
