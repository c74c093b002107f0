package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.plugins.PluginHost;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import io.fractal.spi.WebhookRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The door for providers' webhooks, messages and status reports alike. Holds no transaction of its own: each event that a webhook
 * tells is committed, together with what others tell at the same time, before the provider gets its answer.
 */
@ApplicationScoped
public class Receiving {

    private static final System.Logger LOG = System.getLogger(Receiving.class.getName());

    @Inject
    private PluginHost plugins;

    @Inject
    private KnownAccounts accounts;

    @Inject
    private InboundBatches batches;

    /**
     * Takes one webhook. When this returns, everything the webhook told is committed, however often it came before.
     *
     * @param provider the provider's name from the path
     * @return the answer for the provider
     * @throws UnknownProviderException when no plugin speaks for that provider
     * @throws UnknownAccountException when the webhook names no account of ours
     * @throws InvalidSignatureException when the account's adapter does not recognise the signature; nothing was stored
     * @throws io.fractal.database.OverloadedException when more comes in than can be committed; nothing of this webhook's last event was
     *     stored, and it can be sent again
     * @throws MalformedWebhookException when it lacks what its provider always sends
     */
    public WebhookResponse incoming(String provider, RawWebhook webhook) throws MalformedWebhookException {
        ChannelAdapterFactory factory = plugins.channelFactory(provider).orElseThrow(UnknownProviderException::new);
        WebhookRoute route = factory.route(webhook).orElseThrow(() -> new UnknownAccountException(provider));
        KnownAccounts.Known known =
                accounts.find(provider, route).orElseThrow(() -> new UnknownAccountException(provider));
        AccountRef account = known.account();
        ChannelAdapter adapter = plugins.adapter(provider, known.credentials());
        ChannelAdapter.Understood understood = adapter.understand(webhook).orElseThrow(() -> notSigned(account));
        understood.events().forEach(event -> batches.commit(account, event));
        return understood.acknowledgement();
    }

    private static InvalidSignatureException notSigned(AccountRef account) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Refused a webhook whose signature account {0} of {1} does not recognise",
                account.id(),
                account.provider());
        return new InvalidSignatureException(account.provider(), account.id());
    }
}
