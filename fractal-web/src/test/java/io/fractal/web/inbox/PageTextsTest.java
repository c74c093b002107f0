package io.fractal.web.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTextsTest {

    private Locale standard;

    @BeforeEach
    void remember() {
        standard = Locale.getDefault();
    }

    @AfterEach
    void restore() {
        Locale.setDefault(standard);
    }

    @Test
    void aServerThatSpeaksGermanStillAnswersInEnglishWhenAsked() {
        Locale.setDefault(Locale.GERMANY);
        assertEquals("Delivered", Texts.ofModule(Locale.ENGLISH).get("status.DELIVERED"));
        assertEquals("Zugestellt", Texts.ofModule(Locale.GERMAN).get("status.DELIVERED"));
    }

    @Test
    void theModuleGetsItsOwnTextsAndNotThoseOfThePages() {
        assertTrue(Texts.ofModule(Locale.ENGLISH).containsKey("inbox.composer.placeholder"));
        assertFalse(Texts.ofModule(Locale.ENGLISH).containsKey("login.title"));
    }

    @Test
    void whatPeopleWriteCannotEndTheScriptElementThatCarriesIt() {
        assertEquals(
                "{\"preview\":\"\\u003c/script>\\u003c!--\"}", InboxPage.embeddable("{\"preview\":\"</script><!--\"}"));
    }

    @Test
    void initialsAreTheFirstLettersOfTheFirstAndTheLastName() {
        assertEquals("SO", Initials.of("Sam van Operator"));
        assertEquals("É", Initials.of("élodie"));
        assertEquals("", Initials.of("  "));
    }
}
