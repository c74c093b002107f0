package io.fractal.web.representation;

import io.fractal.tracking.ErrorExplanations;
import io.fractal.web.errors.Sentences;
import io.fractal.web.notation.Language;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Puts the error codes of messages into words, in the language of whoever reads the answer at hand. */
@ApplicationScoped
public class ErrorWords {

    @Inject
    ErrorExplanations explanations;

    /**
     * What an error means.
     *
     * @param provider whose code it may be; {@code null} when it can only be Fractal's own
     * @param code the provider's code or Fractal's own, or {@code null}
     * @param said what was said of it in English when it happened, or {@code null}
     * @return what was said where nobody knows better; {@code null} when nothing was
     */
    public String of(String provider, String code, String said) {
        if (code == null) {
            return said;
        }
        Locale language = Language.current();
        Optional<String> own = Sentences.of(code, language);
        if (own.isPresent()) {
            // said for the case at hand, it says more
            return said != null && language.equals(Locale.ENGLISH) ? said : own.get();
        }
        return provider == null
                ? said
                : explanations.explain(provider, code, language).orElse(said);
    }
}
