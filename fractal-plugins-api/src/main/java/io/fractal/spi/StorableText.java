package io.fractal.spi;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Texts from outside, without what databases refuse: U+0000 and half of a surrogate pair become U+FFFD. What a person wrote must be
 * kept, whatever a carrier made of single characters.
 */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text itself where nothing is to be replaced; null for null. */
    static String of(String text) {
        if (text == null || isStorable(text)) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> storable.appendCodePoint(isRefused(point) ? REPLACEMENT : point));
        return storable.toString();
    }

    static Optional<String> of(Optional<String> text) {
        return text.map(StorableText::of);
    }

    /** Names and values; of names that become the same, the first in order keeps its value. */
    static Map<String, String> of(Map<String, String> texts) {
        boolean storable =
                texts.entrySet().stream().allMatch(entry -> isStorable(entry.getKey()) && isStorable(entry.getValue()));
        return storable
                ? Map.copyOf(texts)
                : texts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> of(entry.getKey()), entry -> of(entry.getValue()), (first, other) -> first));
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return text.codePoints().noneMatch(StorableText::isRefused);
            }
        }
        return true;
    }

    /** A pair of surrogates is one code point beyond them; what is left of their range stands alone. */
    private static boolean isRefused(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
