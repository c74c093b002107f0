package io.fractal.configuration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Writes nothing itself: puts the id of the current request on each log record, for the handlers after it, which may write from other
 * threads. The id becomes a last parameter that is a map, which Payara's JSON formatter and the launcher's write out as a named value; on
 * WildFly's log records it goes into the mapped diagnostic context. Safe for use from several threads.
 */
final class RequestIdStamp extends Handler {

    static final String NAME = "requestId";

    @Override
    public void publish(LogRecord record) {
        RequestId.current().ifPresent(id -> {
            if (!putIntoDiagnosticContext(record, id)) {
                appendParameter(record, id);
            }
        });
    }

    private static void appendParameter(LogRecord record, String id) {
        Object[] given = record.getParameters();
        Object[] more = given == null ? new Object[1] : Arrays.copyOf(given, given.length + 1, Object[].class);
        more[more.length - 1] = Map.of(NAME, id);
        record.setParameters(more);
    }

    /** JBoss LogManager's records have a context of their own; its class is not on the class path elsewhere. */
    private static boolean putIntoDiagnosticContext(LogRecord record, String id) {
        if (record.getClass() == LogRecord.class) {
            return false;
        }
        try {
            Method put = record.getClass().getMethod("putMdc", String.class, String.class);
            put.invoke(record, NAME, id);
            return true;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return false; // another kind of record: the parameter serves
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
