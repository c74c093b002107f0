package io.fractal.spi;

import java.util.Map;
import java.util.Objects;

/**
 * One account at a provider.
 *
 * @param accountId the provider's id of the account, for Twilio the account SID ({@code AC…})
 * @param settings the account's settings by name, secrets included (for Twilio {@code authToken}, {@code messagingServiceSid},
 *     {@code apiBaseUrl}); an absent setting is absent from the map
 */
public record ProviderAccount(String accountId, Map<String, String> settings) {

    public ProviderAccount {
        Objects.requireNonNull(accountId, "accountId");
        settings = Map.copyOf(settings);
    }

    /** The id only: settings hold secrets. */
    @Override
    public String toString() {
        return "ProviderAccount[" + accountId + "]";
    }
}
