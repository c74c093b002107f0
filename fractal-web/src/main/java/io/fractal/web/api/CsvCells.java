package io.fractal.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cells of spreadsheets. A cell that begins like a formula would be run by whoever opens the file (CSV injection, OWASP), so it gets an
 * apostrophe in front, as people put one there themselves; reading takes it away again.
 */
final class CsvCells {

    private static final Pattern LIKE_FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private static final Pattern DEFUSED = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private static final Pattern SEPARATOR = Pattern.compile("[,;|]");

    private static final String JOINT = "|";

    private CsvCells() {}

    /** A value as a cell that no spreadsheet runs; nothing for {@code null}. */
    static String defused(String value) {
        if (value == null) {
            return "";
        }
        return LIKE_FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    /** The value of a cell. */
    static String value(String cell) {
        return DEFUSED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** Several values as one. */
    static String joined(List<String> values) {
        return String.join(JOINT, values);
    }

    /** The values of one cell. */
    static List<String> split(String value) {
        return Arrays.stream(SEPARATOR.split(value))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(CsvCells::value)
                .toList();
    }
}
