package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.database.SqlFailedException;
import io.fractal.database.Transactions;
import io.fractal.plugins.PluginHost;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.StatusReport;
import io.fractal.spi.WebhookResponse;
import io.fractal.spi.WebhookRoute;
import io.fractal.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The door for providers' webhooks, messages and status reports alike. Holds no transaction of its own: each event that a webhook
 * tells is committed by itself, before the provider gets its answer.
 */
@ApplicationScoped
public class Receiving {

    private static final System.Logger LOG = System.getLogger(Receiving.class.getName());

    @Inject
    private PluginHost plugins;

    @Inject
    private ProviderAccounts accounts;

    @Inject
    private Transactions transactions;

    @Inject
    private InboundMessages messages;

    @Inject
    private Tracking tracking;

    /**
     * Takes one webhook. When this returns, everything the webhook told is committed, however often it came before.
     *
     * @param provider the provider's name from the path
     * @return the answer for the provider
     * @throws UnknownProviderException when no plugin speaks for that provider
     * @throws UnknownAccountException when the webhook names no account of ours
     * @throws InvalidSignatureException when the account's adapter does not recognise the signature; nothing was stored
     * @throws MalformedWebhookException when it lacks what its provider always sends
     */
    public WebhookResponse incoming(String provider, RawWebhook webhook) throws MalformedWebhookException {
        ChannelAdapterFactory factory = plugins.channelFactory(provider).orElseThrow(UnknownProviderException::new);
        WebhookRoute route = factory.route(webhook).orElseThrow(() -> new UnknownAccountException(provider));
        AccountRef account =
                accounts.forRoute(provider, route).orElseThrow(() -> new UnknownAccountException(provider));
        ProviderAccount credentials =
                accounts.credentials(account).orElseThrow(() -> new UnknownAccountException(provider));
        ChannelAdapter adapter = plugins.adapter(provider, credentials);
        if (!adapter.verify(webhook)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Refused a webhook whose signature account {0} of {1} does not recognise",
                    account.id(),
                    provider);
            throw new InvalidSignatureException(provider, account.id());
        }
        for (InboundEvent event : adapter.parse(webhook)) {
            commit(account, event);
        }
        return adapter.acknowledge(webhook);
    }

    private void commit(AccountRef account, InboundEvent event) {
        try {
            transactions.doInNew(() -> take(account, event));
        } catch (RuntimeException failure) {
            // Rivals wait for each other at locks. Should one slip past them, the unique index stops it, and the second
            // try finds
            // what the winner has written.
            if (!SqlFailedException.isUniqueViolation(failure)) {
                throw failure;
            }
            transactions.doInNew(() -> take(account, event));
        }
    }

    private void take(AccountRef account, InboundEvent event) {
        if (event instanceof InboundMessage message) {
            messages.take(account, message);
        } else if (event instanceof StatusReport report) {
            tracking.report(account, report);
        }
    }
}
