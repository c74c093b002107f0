package io.fractal.plugins.twilio.sandbox.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonePageTest {

    private final PhonePage page = new PhonePage();

    @ParameterizedTest
    @CsvSource({
        "'', '', en",
        "'', 'de-DE,de;q=0.9,en;q=0.8', de",
        "'', 'fr,en;q=0.5,de;q=0.1', en",
        "'', 'nonsense;;', en",
        "de, 'en-GB', de",
        "fr, 'de', en"
    })
    void speaksTheLanguageThatIsAskedFor(String parameter, String header, String language) {
        String html = text(get("", parameter, header));

        assertTrue(html.contains("<html lang=\"" + language + "\">"));
        assertFalse(html.contains("{{"), "a text is missing");
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws Exception {
        assertEquals(keys("messages.properties"), keys("messages_de.properties"));
    }

    @Test
    void thePolicyForbidsInlineScriptAndStyleAndThePageHasNone() {
        WebhookResponse response = get("", "", "en");
        String policy = response.headers().get("Content-Security-Policy");
        String html = text(response);

        assertTrue(policy.startsWith("default-src 'self'"));
        assertFalse(policy.contains("unsafe"));
        assertFalse(html.contains(" style="));
        assertFalse(html.contains("<style"));
        assertFalse(Pattern.compile(" on[a-z]+=").matcher(html).find());
        assertFalse(Pattern.compile("<script(?![^>]*(src=|application/json))")
                .matcher(html)
                .find());
    }

    @ParameterizedTest
    @CsvSource({
        "/phone.css, text/css;charset=UTF-8",
        "/phone.js, text/javascript;charset=UTF-8",
        "/icons.svg, image/svg+xml",
        "/icon.svg, image/svg+xml"
    })
    void servesItsFilesWithTheirTypes(String path, String type) {
        WebhookResponse response = get(path, "", "");

        assertEquals(200, response.status());
        assertEquals(type, response.contentType());
        assertEquals("nosniff", response.headers().get("X-Content-Type-Options"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none.js", "/../handsets.json", "/messages.properties", "/phone.html", "/sub/phone.css"})
    void servesNothingElse(String path) {
        assertEquals(404, get(path, "", "").status());
    }

    private WebhookResponse get(String path, String language, String header) {
        return page.handle(
                new RawWebhook(
                        "GET",
                        "http://localhost/sandbox/phone" + path,
                        "/phone" + path,
                        Map.of("Accept-Language", List.of(header)),
                        Map.of("lang", List.of(language)),
                        Map.of(),
                        new byte[0]),
                path);
    }

    private static String text(WebhookResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static Object keys(String name) throws Exception {
        Properties properties = new Properties();
        try (InputStream file = PhonePage.class.getResourceAsStream(name)) {
            properties.load(file);
        }
        return properties.keySet();
    }
}
