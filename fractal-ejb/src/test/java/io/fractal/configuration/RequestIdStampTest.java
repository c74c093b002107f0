package io.fractal.configuration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RequestIdStampTest {

    private final RequestIdStamp stamp = new RequestIdStamp();

    @Test
    void a_record_written_during_a_request_carries_its_id_after_its_own_parameters() {
        LogRecord line = new LogRecord(Level.INFO, "stored {0}");
        line.setParameters(new String[] {"m-1"});
        publishDuring("r-1", line);
        assertArrayEquals(new Object[] {"m-1", Map.of("requestId", "r-1")}, line.getParameters());
    }

    @Test
    void a_record_written_outside_a_request_is_left_alone() {
        LogRecord line = new LogRecord(Level.INFO, "swept");
        stamp.publish(line);
        assertNull(line.getParameters());
    }

    @Test
    void a_record_with_a_diagnostic_context_gets_the_id_there() {
        RecordWithContext line = new RecordWithContext();
        publishDuring("r-2", line);
        assertEquals(Map.of("requestId", "r-2"), line.context);
        assertNull(line.getParameters());
    }

    private void publishDuring(String request, LogRecord line) {
        RequestId.Scope scope = RequestId.open(request);
        stamp.publish(line);
        scope.close();
    }

    /** Shaped like the records of JBoss LogManager. */
    public static final class RecordWithContext extends LogRecord {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> context = new HashMap<>();

        RecordWithContext() {
            super(Level.INFO, "stored");
        }

        /** Called by name. */
        public String putMdc(String key, String value) {
            return context.put(key, value);
        }
    }
}
