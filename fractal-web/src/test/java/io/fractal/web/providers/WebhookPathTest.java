package io.fractal.web.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.web.providers.WebhookServlet.WebhookPath;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPathTest {

    @Test
    void namesTheProviderAndKeepsTheRest() {
        assertEquals(Optional.of(new WebhookPath("twilio", "/incoming")), WebhookPath.of("/twilio/incoming"));
        assertEquals(Optional.of(new WebhookPath("twilio", "/a/b")), WebhookPath.of("/twilio/a/b"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"/", "/twilio", "/twilio/", "//incoming", "/Twilio/incoming", "/../incoming"})
    void refusesOtherForms(String path) {
        assertTrue(WebhookPath.of(path).isEmpty());
    }
}
