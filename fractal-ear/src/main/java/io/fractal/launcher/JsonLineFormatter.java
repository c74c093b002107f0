package io.fractal.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One JSON object a line, for machines. */
public final class JsonLineFormatter extends Formatter {

    @Override
    public String format(LogRecord record) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("timestamp", record.getInstant().toString());
        fields.put("level", record.getLevel().getName());
        fields.put("logger", record.getLoggerName());
        fields.put("thread", Long.toString(record.getLongThreadID()));
        fields.putAll(LogFields.of(record));
        fields.put("message", formatMessage(record));
        fields.put("exception", LogFields.stackTrace(record.getThrown()));
        return JsonLine.of(fields) + "\n";
    }
}
