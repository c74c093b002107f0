package io.fractal.web.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.web.notation.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What refusals say, and in which language. */
@SuppressWarnings("try") // scopes are there to be closed
class SentencesTest {

    private static final Pattern REFUSED_HERE =
            Pattern.compile("\\b(?:of\\(\\s*(?:\\d{3}|status),|conflict\\()\\s*\"([A-Z_]+[A-Z])\"");

    @Test
    void everything_that_is_said_is_said_in_german() throws IOException {
        Set<String> unsaid = new TreeSet<>(read("problems.properties").stringPropertyNames());
        unsaid.addAll(codesOfTheWeb());

        unsaid.removeAll(read("problems_de.properties").stringPropertyNames());

        assertEquals(Set.of(), unsaid);
    }

    @Test
    void nothing_is_said_in_german_that_nobody_says() throws IOException {
        Set<String> unused = new TreeSet<>(read("problems_de.properties").stringPropertyNames());
        unused.removeIf(key -> key.startsWith("status."));
        unused.removeAll(read("problems.properties").stringPropertyNames());

        unused.removeAll(codesOfTheWeb());

        assertEquals(Set.of(), unused);
    }

    @ParameterizedTest
    @CsvSource({
        "de, Diese Nachricht gibt es in diesem Arbeitsbereich nicht.",
        "en, There is no such message in this workspace."
    })
    void a_refusal_is_told_in_the_language_of_its_reader(Locale language, String sentence) {
        HttpProblem problem = HttpProblem.of(404, "MESSAGE_NOT_FOUND", "There is no such message in this workspace.");
        try (Language.Scope reader = Language.open(language)) {
            ErrorEnvelope.Body error = ErrorEnvelope.of(problem, null).error();

            assertEquals(sentence, error.message());
            assertEquals("MESSAGE_NOT_FOUND", error.code());
        }
    }

    @Test
    void a_code_that_nothing_is_said_of_is_told_by_its_status() {
        try (Language.Scope reader = Language.open(Locale.GERMAN)) {
            HttpProblem problem = HttpProblem.of(409, "SOMETHING_NEW", "It is as it is.");

            assertEquals(
                    "Das widerspricht dem jetzigen Stand.",
                    ErrorEnvelope.of(problem, null).error().message());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "'de-AT,de;q=0.9,en;q=0.8', de",
        "'fr-FR,fr;q=0.9,de;q=0.5,en;q=0.3', de",
        "'en-GB,en;q=0.9,de;q=0.8', en",
        "'en;q=0.2,de;q=0.9', de"
    })
    void the_language_is_the_best_liked_of_those_there_are(String accepted, Locale language) {
        assertEquals(Optional.of(language), Language.best(accepted));
    }

    @ParameterizedTest
    @CsvSource({"fr", "*", "''", "'de;q=much'", "';;;'"})
    void other_languages_and_nonsense_are_nobodys_choice(String accepted) {
        assertTrue(Language.best(accepted).isEmpty());
    }

    private static Set<String> codesOfTheWeb() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = REFUSED_HERE.matcher(Files.readString(source));
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }
        assertTrue(codes.contains("WRONG_CREDENTIALS") && codes.size() > 10, codes::toString);
        return codes;
    }

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = SentencesTest.class.getResourceAsStream(name)) {
            properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
