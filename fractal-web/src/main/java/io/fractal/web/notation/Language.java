package io.fractal.web.notation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/**
 * The language of whoever reads what the current thread writes: English until a scope says otherwise, as where nobody in particular
 * reads. It does not follow work to other threads.
 */
public final class Language {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final ThreadLocal<Locale> CURRENT = ThreadLocal.withInitial(() -> Locale.ENGLISH);

    private Language() {}

    /** The language to write in: English or German. */
    public static Locale current() {
        return CURRENT.get();
    }

    /** The language that a request's {@code Accept-Language} likes best of those that there are texts in, else English. */
    public static Locale of(HttpServletRequest request) {
        return best(request.getHeader("Accept-Language")).orElse(Locale.ENGLISH);
    }

    /**
     * The same of the header's value.
     *
     * @param accepted the value, or {@code null}
     * @return empty when it is missing or malformed, or there are texts in none of its languages
     */
    public static Optional<Locale> best(String accepted) {
        try {
            return Optional.ofNullable(accepted).map(LanguageRange::parse).map(ranges -> Locale.lookup(ranges, SPOKEN));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Lets the current thread write in a language until the scope is closed, on the same thread. */
    public static Scope open(Locale language) {
        Locale outer = CURRENT.get();
        CURRENT.set(language);
        return () -> CURRENT.set(outer);
    }

    /** The time during which a thread writes in one language. */
    public interface Scope extends AutoCloseable {

        /** Ends it; the language that was there before is back. */
        @Override
        void close();
    }
}
