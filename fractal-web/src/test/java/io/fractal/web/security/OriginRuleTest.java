package io.fractal.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginRuleTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // origin, host, public address, allowed
                "-, localhost:8080, http://localhost:8080, true",
                "http://localhost:8080, localhost:8080, http://localhost:8080, true",
                "http://127.0.0.1:8080, 127.0.0.1:8080, http://localhost:8080, true",
                "https://inbox.example.org, internal:8080, https://inbox.example.org, true",
                "https://inbox.example.org:443, internal:8080, https://inbox.example.org, true",
                "https://INBOX.example.org, internal:8080, https://inbox.example.org, true",
                "http://inbox.example.org, internal:8080, https://inbox.example.org, false",
                "https://evil.example, inbox.example.org, https://inbox.example.org, false",
                "https://inbox.example.org.evil.example, inbox.example.org, https://inbox.example.org, false",
                "http://localhost:8081, localhost:8080, http://localhost:8080, false",
                "null, localhost:8080, http://localhost:8080, false",
                "'', localhost:8080, http://localhost:8080, false",
                "file://, localhost:8080, http://localhost:8080, false",
                "not a url, localhost:8080, http://localhost:8080, false",
                "http://localhost:8080, -, http://elsewhere, false",
            })
    void onlyOurOwnPagesAreAllowed(String origin, String host, String publicUrl, boolean allowed) {
        assertEquals(allowed, OriginRule.allows(origin, host, publicUrl));
    }
}
