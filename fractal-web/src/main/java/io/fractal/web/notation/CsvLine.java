package io.fractal.web.notation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One line of a CSV file (RFC 4180). A value that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * Injection"); telephone numbers, a plus and digits only, stay as they are, since nothing can be done with them.
 */
public final class CsvLine {

    private static final String FORMULA = "[=+\\-@\\t\\r].*";
    private static final String NUMBER = "[+\\-]?[0-9]+";
    private static final String NEEDS_QUOTES = ".*[\",;\\r\\n].*";

    private CsvLine() {}

    /**
     * The line with its end.
     *
     * @param values what {@code toString} tells of each; {@code null} is empty
     */
    public static String of(List<?> values) {
        return values.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(Object value) {
        String text = Objects.toString(value, "");
        String safe = matches(text, FORMULA) && !text.matches(NUMBER) ? "'" + text : text;
        return matches(safe, NEEDS_QUOTES) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** Also over several lines. */
    private static boolean matches(String text, String pattern) {
        return text.matches("(?s)" + pattern);
    }
}
