package io.fractal.spi;

import java.util.List;

/** The senders that a provider keeps for one account. Calls ask the provider and may take seconds. */
public interface SenderDirectory {

    /** All senders of every kind, sender pools included, in no particular order. */
    List<ProviderSender> list() throws ProviderFailedException;

    /**
     * Has the provider deliver what comes in for a sender to this Fractal.
     *
     * @param sender one that {@link #list()} returned
     * @param addresses where to deliver
     * @throws ProviderFailedException of kind {@link ErrorKind#REJECTED} for a kind of sender that has no webhooks of its own
     */
    void setWebhooks(ProviderSender sender, WebhookAddresses addresses) throws ProviderFailedException;

    /**
     * Where a provider delivers.
     *
     * @param incomingUrl for received messages
     * @param statusUrl for reports on sent ones
     */
    record WebhookAddresses(String incomingUrl, String statusUrl) {}
}
