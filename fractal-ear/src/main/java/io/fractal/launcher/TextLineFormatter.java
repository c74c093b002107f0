package io.fractal.launcher;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One readable line a record, in local time, for people at a terminal. */
public final class TextLineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord record) {
        Map<String, String> fields = LogFields.of(record);
        String trace = LogFields.stackTrace(record.getThrown());
        return TIME.format(record.getInstant())
                + ' '
                + record.getLevel().getName()
                + ' '
                + shortName(record.getLoggerName())
                + ' '
                + formatMessage(record)
                + (fields.isEmpty() ? "" : " " + fields)
                + '\n'
                + (trace == null ? "" : trace);
    }

    private static String shortName(String logger) {
        return logger == null ? "-" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
