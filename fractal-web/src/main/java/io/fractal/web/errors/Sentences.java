package io.fractal.web.errors;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What Fractal says of its own codes, those of refusals and those that messages carry. */
public final class Sentences {

    private static final String BUNDLE = "io.fractal.web.errors.problems";

    private Sentences() {}

    /** The sentence for a code, in a language; empty for a code that is not Fractal's own. */
    public static Optional<String> of(String code, Locale language) {
        ResourceBundle sentences = in(language);
        return sentences.containsKey(code) ? Optional.of(sentences.getString(code)) : Optional.empty();
    }

    /** The sentence for a refusal that is known by its status only; empty for a status that nothing is said of. */
    static Optional<String> of(int status, Locale language) {
        return of("status." + status, language);
    }

    /** What is said of a field that people fill in, behind the field's name; empty for what only programmers see. */
    static Optional<String> ofField(String code, Locale language) {
        return of("field." + code, language);
    }

    static ResourceBundle in(Locale language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                language,
                Sentences.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
