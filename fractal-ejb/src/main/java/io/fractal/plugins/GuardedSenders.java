package io.fractal.plugins;

import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.SenderDirectory;
import java.util.List;

/** A provider's senders behind its plugin's guard. */
final class GuardedSenders implements SenderDirectory {

    private final SenderDirectory directory;
    private final PluginGuard guard;

    GuardedSenders(SenderDirectory directory, PluginGuard guard) {
        this.directory = directory;
        this.guard = guard;
    }

    @Override
    public List<ProviderSender> list() throws ProviderFailedException {
        return Asking.of(guard, Asking.LONG, directory::list);
    }

    @Override
    public void setWebhooks(ProviderSender sender, WebhookAddresses addresses) throws ProviderFailedException {
        Asking.run(guard, () -> directory.setWebhooks(sender, addresses));
    }
}
