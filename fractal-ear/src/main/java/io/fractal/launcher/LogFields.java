package io.fractal.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;

/** What both formats take from a log record beside its message. */
final class LogFields {

    private LogFields() {}

    /**
     * The named values a record carries: each parameter that is a map. The application attaches the request id that
     * way, which Payara's own formatters understand too.
     */
    static Map<String, String> of(LogRecord record) {
        Object[] parameters = record.getParameters();
        if (parameters == null || parameters.length == 0) {
            return Collections.emptyMap();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Object parameter : parameters) {
            if (parameter instanceof Map<?, ?> map) {
                map.forEach((name, value) -> fields.put(String.valueOf(name), String.valueOf(value)));
            }
        }
        return fields;
    }

    /** The stack trace, or nothing. */
    static String stackTrace(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
