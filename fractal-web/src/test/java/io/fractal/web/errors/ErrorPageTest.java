package io.fractal.web.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPageTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 418, 500, 503, 599})
    void everyStatusHasAPageInBothLanguagesWithNothingLeftOpen(int status) {
        for (Locale locale : new Locale[] {Locale.US, Locale.GERMANY, Locale.JAPAN}) {
            String page = ErrorPage.page(locale, status, "id-1");

            assertFalse(page.contains("{{"), page);
            assertTrue(page.contains("<code>id-1</code>"), page);
        }
    }

    @Test
    void germanIsSpokenToGermanBrowsersAndEnglishToAllOthers() {
        assertTrue(ErrorPage.page(Locale.GERMANY, 404, null).contains("<h1>Hier ist nichts</h1>"));
        assertTrue(ErrorPage.page(Locale.FRANCE, 404, null).contains("<h1>There is nothing here</h1>"));
    }

    @Test
    void theRequestIdIsEscaped() {
        assertTrue(ErrorPage.page(Locale.US, 500, "<b>").contains("&lt;b&gt;"));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        ResourceBundle.Control only =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        ResourceBundle german = ResourceBundle.getBundle("io.fractal.web.errors.errors", Locale.GERMAN, only);
        ResourceBundle english = ResourceBundle.getBundle("io.fractal.web.errors.errors", Locale.ROOT, only);

        assertEquals("de", german.getLocale().getLanguage());
        assertEquals(english.keySet(), german.keySet());
        english.keySet().stream()
                .forEach(key -> assertFalse(german.getString(key).equals(english.getString(key)), key));
    }
}
