package io.fractal.tracking;

import io.fractal.conversations.MessageStanding;
import io.fractal.plugins.PluginFailedException;
import io.fractal.plugins.PluginHost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Puts providers' error codes into words, out of what their plugins know. */
@ApplicationScoped
public class ErrorExplanations {

    @Inject
    private PluginHost plugins;

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
            return plugins.channelFactory(provider).flatMap(factory -> factory.explain(code, locale));
        } catch (PluginFailedException failure) {
            // logged by the guard; a message is shown without words rather than not at all
            return Optional.empty();
        }
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
