package io.fractal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatTest {

    @Test
    void a_json_line_is_one_line_and_survives_every_character() throws IOException {
        LogRecord line = lineWith("Said \"hello\"\nand \\ left\u0001 — ümlaut {0}", Map.of("requestId", "r-1"));
        line.setThrown(new IllegalStateException("broken"));
        String text = new JsonLineFormatter().format(line);
        JsonNode json = new ObjectMapper().readTree(text);
        assertEquals(text.length() - 1, text.indexOf('\n'));
        assertEquals("r-1", json.path("requestId").asText());
        assertEquals("2026-11-21T10:00:00Z", json.path("timestamp").asText());
        assertEquals("WARNING", json.path("level").asText());
        assertTrue(json.path("message").asText().startsWith("Said \"hello\"\nand \\ left\u0001 — ümlaut"));
        assertTrue(json.path("exception").asText().contains("IllegalStateException: broken"));
    }

    @Test
    void a_readable_line_carries_the_request_id_too() {
        String text = new TextLineFormatter().format(lineWith("Stored", Map.of("requestId", "r-2")));
        assertTrue(text.endsWith("WARNING Example Stored {requestId=r-2}\n"), text);
    }

    private static LogRecord lineWith(String message, Object... parameters) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setInstant(Instant.parse("2026-11-21T10:00:00Z"));
        line.setLoggerName("io.fractal.Example");
        line.setParameters(parameters);
        return line;
    }
}
