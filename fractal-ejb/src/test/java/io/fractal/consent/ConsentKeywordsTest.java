package io.fractal.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.InboundContext.OptOut;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentKeywordsTest {

    @Test
    void everyDefaultOfTwilioAndEveryGermanWordMeansWhatItSays() {
        List.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "STOPP", "ABMELDEN")
                .forEach(word -> means(OptOut.STOP, word));
        means(OptOut.STOP, "ABBESTELLEN");
        List.of("START", "YES", "UNSTOP").forEach(word -> means(OptOut.START, word));
        List.of("HELP", "INFO", "HILFE").forEach(word -> means(OptOut.HELP, word));
    }

    @Test
    void caseSpacePunctuationAndWhatNobodySeesDoNotMatter() {
        List.of(" stop ", "Stop.", "STOP!!!", "stop\n", "\u00A0stop\u00A0", "stop\u200B", "Stop …", "stop \".")
                .forEach(word -> means(OptOut.STOP, word));
        means(OptOut.STOP, "Abmelden!");
    }

    @Test
    void aWordAmongOthersIsNoKeyword() {
        List.of("Please stop", "stop it", "STOP sending", "nonstop", "stoppen", "", " ", "?", "Ich will mich abmelden")
                .forEach(text -> assertEquals(Optional.empty(), ConsentKeywords.in(text), text));
        assertEquals(Optional.empty(), ConsentKeywords.in("STOP" + " ".repeat(5000)));
    }

    @Test
    void wordsOfEverydayLifeAreMarkedAsSuch() {
        List.of("YES", "CANCEL", "END", "INFO")
                .forEach(word ->
                        assertTrue(ConsentKeywords.in(word).orElseThrow().ordinary(), word));
        List.of("STOP", "ABMELDEN", "START", "HELP", "QUIT")
                .forEach(word ->
                        assertFalse(ConsentKeywords.in(word).orElseThrow().ordinary(), word));
    }

    private static void means(OptOut meaning, String text) {
        assertEquals(Optional.of(meaning), ConsentKeywords.in(text).map(ConsentKeyword::meaning), text);
        assertEquals(
                Optional.of(meaning),
                ConsentKeywords.in(text.toLowerCase(java.util.Locale.ROOT)).map(ConsentKeyword::meaning),
                text);
    }
}
