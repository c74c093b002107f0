package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pain 9 and others: a number is no reason. */
class ErrorCodesTest {

    private final TwilioAdapterFactory factory = new TwilioAdapterFactory();

    @Test
    void theClosedWindowOfWhatsAppIsExplainedWithTheWayOut() {
        String english = factory.explain("63016", Locale.US).orElseThrow();
        String german = factory.explain("63016", Locale.GERMANY).orElseThrow();

        assertTrue(english.contains("24 hours") && english.contains("template"), english);
        assertTrue(german.contains("24 Stunden") && german.contains("Vorlage"), german);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20003", "20404", "20429", "21211", "21408", "21610", "21611", "21612", "21614", "21617", "21658",
                "21620", "30001", "30002", "30003", "30004", "30005", "30006", "30007", "30008", "30034", "30450",
                "30610", "30640", "63003", "63007", "63016", "63017", "63018", "63019", "63020", "63021", "63024",
                "63030", "63032"
            })
    void everyCodeThatIsCommonIsExplained(String code) {
        assertTrue(factory.explain(code, Locale.ENGLISH).isPresent());
    }

    @Test
    void aLanguageThatIsNotSpokenIsAnsweredInEnglishWhateverTheServerSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(factory.explain("30003", Locale.ENGLISH), factory.explain("30003", Locale.FRENCH));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aCodeThatIsNotKnownIsNotMadeUp() {
        assertEquals(Optional.empty(), factory.explain("99999", Locale.ENGLISH));
        assertEquals(Optional.empty(), factory.explain("", Locale.ENGLISH));
    }

    @Test
    void bothLanguagesExplainTheSameCodes() throws IOException {
        Properties english = load("errors.properties");
        Properties german = load("errors_de.properties");

        assertEquals(english.keySet(), german.keySet());
        for (Properties texts : new Properties[] {english, german}) {
            texts.forEach((code, text) -> {
                assertTrue(code.toString().matches("\\d{5}"), code::toString);
                assertTrue(text.toString().endsWith("."), code::toString);
            });
        }
        english.forEach((code, text) -> assertFalse(text.equals(german.get(code)), code::toString));
    }

    private static Properties load(String name) throws IOException {
        try (InputStream file = ErrorCodes.class.getResourceAsStream(name)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return properties;
        }
    }
}
