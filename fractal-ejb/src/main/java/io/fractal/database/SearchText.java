package io.fractal.database;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody searches for, taken apart as PostgreSQL's function {@code searchable} takes texts apart: a text is found when it has
 * all of the words, in any form and order, the last word also when only its beginning was typed.
 *
 * @param words in small letters, without any sign; empty when there is nothing to search for
 * @param digits the digits alone, when it may be a number or a part of one; else empty
 */
public record SearchText(List<String> words, String digits) {

    /** What matches a {@code tsvector} of {@code searchable}; takes {@link #query()} three times. */
    public static final String MATCHING =
            "(to_tsquery('german', ?) || to_tsquery('english', ?) || to_tsquery('simple', ?))";

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[+0-9 ()/.\\-\\u00a0]+");
    private static final int MOST_WORDS = 40;
    private static final int FEWEST_DIGITS = 3;

    public SearchText {
        words = List.copyOf(words);
    }

    /** Reads what was typed. */
    public static SearchText of(String typed) {
        List<String> words = Arrays.stream(NO_WORD.split(typed.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        String digits = typed.replaceAll("[^0-9]", "");
        boolean number = LIKE_A_NUMBER.matcher(typed).matches() && digits.length() >= FEWEST_DIGITS;
        return new SearchText(words, number ? digits : "");
    }

    /** Whether there is nothing that anything could be found by. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** For {@code to_tsquery}: words have no signs, so nothing in them needs care. */
    public String query() {
        return String.join(" & ", words) + ":*";
    }

    /**
     * How the canonical form of the number may begin: as it was typed, and as a number of the country.
     *
     * @param countryCode the digits of the country's code, such as {@code 49}
     */
    public List<String> beginnings(String countryCode) {
        if (digits.isEmpty()) {
            return List.of();
        }
        if (digits.startsWith("00")) {
            return List.of("+" + digits.substring(2));
        }
        if (digits.startsWith("0")) {
            return List.of("+" + countryCode + digits.substring(1));
        }
        return List.of("+" + digits, "+" + countryCode + digits, digits);
    }

    /** How the canonical form of the number may end, read backwards: without the zero that only a country itself dials. */
    public String endingBackwards() {
        return new StringBuilder(digits.replaceFirst("^0+", "")).reverse().toString();
    }
}
