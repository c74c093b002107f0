package io.fractal.plugins;

import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.MediaSource;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.SenderDirectory;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.WebhookResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An adapter behind its plugin's guard. What the guard finds wrong with a call to the provider is told in the SPI's own terms. */
final class GuardedAdapter implements ChannelAdapter {

    private static final Duration SEND = Duration.ofSeconds(60);
    private static final Duration COMPUTE = Duration.ofSeconds(5);

    private final ChannelAdapter adapter;
    private final PluginGuard guard;

    GuardedAdapter(ChannelAdapter adapter, PluginGuard guard) {
        this.adapter = adapter;
        this.guard = guard;
    }

    @Override
    public SendReceipt send(OutboundMessage message) throws ProviderFailedException {
        try {
            return guard.run(SEND, ProviderFailedException.class, () -> adapter.send(message));
        } catch (PluginFailedException e) {
            // what has begun may have reached the provider, whatever went wrong afterwards
            throw Asking.failed(e, e.hasBegun() ? ErrorKind.OUTCOME_UNKNOWN : ErrorKind.UNAVAILABLE);
        }
    }

    @Override
    public Lookup lookUp(OutboundMessage message, Instant notBefore, Predicate<String> accountedFor)
            throws ProviderFailedException {
        return ask(() -> adapter.lookUp(message, notBefore, accountedFor));
    }

    @Override
    public Optional<SendReceipt> fetch(String providerMessageId) throws ProviderFailedException {
        return ask(() -> adapter.fetch(providerMessageId));
    }

    @Override
    public Capabilities capabilities() {
        return guard.run(COMPUTE, adapter::capabilities);
    }

    /** A call that broke off may have had its effect, but can be repeated: canceling twice cancels once. */
    @Override
    public SendReceipt cancel(String providerMessageId) throws ProviderFailedException {
        return ask(() -> adapter.cancel(providerMessageId));
    }

    @Override
    public void redact(String providerMessageId) throws ProviderFailedException {
        tell(() -> adapter.redact(providerMessageId));
    }

    @Override
    public void giveFeedback(String providerMessageId, boolean confirmed) throws ProviderFailedException {
        tell(() -> adapter.giveFeedback(providerMessageId, confirmed));
    }

    @Override
    public Optional<TemplateDirectory> templates() {
        return guard.run(COMPUTE, adapter::templates).map(directory -> new GuardedTemplates(directory, guard));
    }

    @Override
    public Optional<SenderDirectory> senders() {
        return guard.run(COMPUTE, adapter::senders).map(directory -> new GuardedSenders(directory, guard));
    }

    @Override
    public Optional<MediaSource> media() {
        return guard.run(COMPUTE, adapter::media)
                .map(source -> (url, mostBytes) -> Asking.of(guard, Asking.LONG, () -> source.fetch(url, mostBytes)));
    }

    @Override
    public boolean verify(RawWebhook webhook) {
        return guard.compute(COMPUTE, () -> adapter.verify(webhook));
    }

    @Override
    public List<InboundEvent> parse(RawWebhook webhook) throws MalformedWebhookException {
        return guard.compute(COMPUTE, MalformedWebhookException.class, () -> adapter.parse(webhook));
    }

    @Override
    public WebhookResponse acknowledge(RawWebhook webhook) {
        return guard.compute(COMPUTE, () -> adapter.acknowledge(webhook));
    }

    @Override
    public Optional<Understood> understand(RawWebhook webhook) throws MalformedWebhookException {
        return guard.compute(COMPUTE, MalformedWebhookException.class, () -> adapter.understand(webhook));
    }

    @Override
    public void close() {
        guard.run(COMPUTE, () -> {
            adapter.close();
            return null;
        });
    }

    private <T> T ask(PluginGuard.Call<T, ProviderFailedException> call) throws ProviderFailedException {
        return Asking.of(guard, call);
    }

    private void tell(Asking.Call call) throws ProviderFailedException {
        Asking.run(guard, call);
    }
}
