package io.fractal.tracking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fractal.conversations.MessageStanding;
import io.fractal.plugins.PluginFailedException;
import io.fractal.plugins.PluginHost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Puts providers' error codes into words, out of what their plugins know. */
@ApplicationScoped
public class ErrorExplanations {

    private static final int MOST_KEPT = 5_000;

    /** A plugin says the same of a code as long as it runs, and lists ask for many at once. */
    private final Cache<Question, Optional<String>> answers = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    @Inject
    private PluginHost plugins;

    private record Question(String provider, String code, Locale locale) {}

    /**
     * What an error code means and what to do about it.
     *
     * @param provider the provider's name
     * @param code the provider's error code
     * @param locale the reader's language; English where the plugin does not speak it
     * @return empty when nobody knows
     */
    public Optional<String> explain(String provider, String code, Locale locale) {
        try {
            return answers.get(new Question(provider, code, locale), this::asked);
        } catch (PluginFailedException failure) {
            // logged by the guard; a message is shown without words rather than not at all
            return Optional.empty();
        }
    }

    private Optional<String> asked(Question question) {
        return plugins.channelFactory(question.provider())
                .flatMap(factory -> factory.explain(question.code(), question.locale()));
    }

    /** A standing with words to its error, in English as all of the interface, where the provider gave a code only. */
    MessageStanding explained(String provider, MessageStanding standing) {
        if (standing.errorCode() == null || standing.errorMessage() != null) {
            return standing;
        }
        return explain(provider, standing.errorCode(), Locale.ENGLISH)
                .map(standing::withErrorMessage)
                .orElse(standing);
    }
}
