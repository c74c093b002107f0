package io.fractal.web.notation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters in the notation {@code application/x-www-form-urlencoded}, as bodies and query strings hold them. Always UTF-8,
 * repetitions in order, values may be empty. Signatures are computed over the decoded values, so nothing is repaired: what is
 * malformed is refused.
 */
public final class FormParameters {

    private FormParameters() {}

    /**
     * The parameters of a body.
     *
     * @throws MalformedFormException if a percent sign is not followed by two hexadecimal digits, or the bytes are no UTF-8
     */
    public static Map<String, List<String>> parse(byte[] form) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int start = 0;
        for (int i = 0; i <= form.length; i++) {
            if (i == form.length || form[i] == '&') {
                if (i > start) {
                    add(parameters, form, start, i);
                }
                start = i + 1;
            }
        }
        return parameters;
    }

    /**
     * The parameters of a query string.
     *
     * @param query raw, without the question mark; null when there is none
     * @throws MalformedFormException as with bodies
     */
    public static Map<String, List<String>> ofQuery(String query) {
        return query == null ? Map.of() : parse(query.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Map<String, List<String>> parameters, byte[] form, int start, int end) {
        int equals = start;
        while (equals < end && form[equals] != '=') {
            equals++;
        }
        String name = decoded(form, start, equals);
        String value = equals < end ? decoded(form, equals + 1, end) : "";
        parameters.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    private static String decoded(byte[] form, int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            if (form[i] == '+') {
                bytes.write(' ');
            } else if (form[i] == '%') {
                bytes.write(hex(form, i + 1, end) << 4 | hex(form, i + 2, end));
                i += 2;
            } else {
                bytes.write(form[i]);
            }
        }
        return StrictText.utf8(bytes.toByteArray()).orElseThrow(() -> new MalformedFormException("not UTF-8"));
    }

    private static int hex(byte[] form, int index, int end) {
        int digit = index < end ? Character.digit(form[index], 16) : -1;
        if (digit < 0) {
            throw new MalformedFormException("a percent sign without two hexadecimal digits");
        }
        return digit;
    }
}
