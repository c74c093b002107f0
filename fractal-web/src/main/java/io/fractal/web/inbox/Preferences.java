package io.fractal.web.inbox;

import io.fractal.web.notation.Language;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which language and theme the reader of the present request wants pages. Both are kept in cookies that the page's script writes, so
 * that the server draws the right page at once; whatever else a cookie says is not believed.
 */
@RequestScoped
public class Preferences {

    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final List<String> THEMES = List.of("light", "dark", "system");

    @Inject
    HttpServletRequest request;

    /** The language: chosen, else the first of the browser's that there are texts in, else English. */
    public Locale locale() {
        return Locale.forLanguageTag(
                chosen("fractal_locale", LANGUAGES).or(this::ofBrowser).orElse(LANGUAGES.get(0)));
    }

    /** {@code light}, {@code dark}, or {@code system} when nothing was chosen. */
    public String theme() {
        return chosen("fractal_theme", THEMES).orElse("system");
    }

    private Optional<String> ofBrowser() {
        return Language.best(request.getHeader("Accept-Language")).map(Locale::getLanguage);
    }

    private Optional<String> chosen(String cookie, List<String> allowed) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(candidate -> candidate.getName().equals(cookie))
                .map(Cookie::getValue)
                .filter(allowed::contains)
                .findFirst();
    }
}
