package io.fractal.spi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the adapters of one provider, one for each provider account, and reads the address label off a webhook. */
public interface ChannelAdapterFactory {

    /** The provider's name in paths and in the database, for example {@code twilio} as in {@code /webhooks/twilio/incoming}. */
    String provider();

    /** The channels that adapters of this provider can carry. */
    Set<ChannelType> channels();

    /** The names of the settings in {@link ProviderAccount#settings()} that are secrets: never shown, never logged. */
    Set<String> secretSettings();

    /**
     * Makes the adapter of one provider account. Must not call the provider.
     *
     * @throws IllegalArgumentException when the account's settings are incomplete; the message says which and what to do
     */
    ChannelAdapter create(ProviderAccount account, PluginContext context);

    /**
     * Reads from an unverified webhook for whom it is, so that the right account can verify it. Nothing else of the request is
     * trusted at this point.
     *
     * @return the label, or empty when the request names no account of this provider
     */
    Optional<WebhookRoute> route(RawWebhook webhook);

    /**
     * What an error code of this provider means and what to do about it, for people who do not know its codes. Must not call the
     * provider.
     *
     * @param code the provider's error code
     * @param locale the reader's language; English where the plugin does not speak it
     * @return one or a few sentences, or empty for a code that the plugin does not know
     */
    default Optional<String> explain(String code, Locale locale) {
        return Optional.empty();
    }
}
