package io.fractal.plugins;

import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendFailedException;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.WebhookResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** An adapter behind its plugin's guard. What the guard finds wrong with a call to the provider is told in the SPI's own terms. */
final class GuardedAdapter implements ChannelAdapter {

    private static final Duration SEND = Duration.ofSeconds(60);
    private static final Duration ASK = Duration.ofSeconds(30);
    private static final Duration COMPUTE = Duration.ofSeconds(5);

    private final ChannelAdapter adapter;
    private final PluginGuard guard;

    GuardedAdapter(ChannelAdapter adapter, PluginGuard guard) {
        this.adapter = adapter;
        this.guard = guard;
    }

    @Override
    public SendReceipt send(OutboundMessage message) throws SendFailedException {
        try {
            return guard.run(SEND, SendFailedException.class, () -> adapter.send(message));
        } catch (PluginFailedException e) {
            // what has begun may have reached the provider, whatever went wrong afterwards
            throw sendFailed(e, e.hasBegun() ? ErrorKind.OUTCOME_UNKNOWN : ErrorKind.UNAVAILABLE);
        }
    }

    @Override
    public Lookup lookUp(OutboundMessage message, Instant notBefore, Predicate<String> accountedFor)
            throws SendFailedException {
        try {
            return guard.run(ASK, SendFailedException.class, () -> adapter.lookUp(message, notBefore, accountedFor));
        } catch (PluginFailedException e) {
            throw sendFailed(e, ErrorKind.UNAVAILABLE);
        }
    }

    @Override
    public Optional<SendReceipt> fetch(String providerMessageId) throws SendFailedException {
        try {
            return guard.run(ASK, SendFailedException.class, () -> adapter.fetch(providerMessageId));
        } catch (PluginFailedException e) {
            throw sendFailed(e, ErrorKind.UNAVAILABLE);
        }
    }

    @Override
    public boolean verify(RawWebhook webhook) {
        return guard.run(COMPUTE, () -> adapter.verify(webhook));
    }

    @Override
    public List<InboundEvent> parse(RawWebhook webhook) throws MalformedWebhookException {
        return guard.run(COMPUTE, MalformedWebhookException.class, () -> adapter.parse(webhook));
    }

    @Override
    public WebhookResponse acknowledge(RawWebhook webhook) {
        return guard.run(COMPUTE, () -> adapter.acknowledge(webhook));
    }

    @Override
    public void close() {
        guard.run(COMPUTE, () -> {
            adapter.close();
            return null;
        });
    }

    private static SendFailedException sendFailed(PluginFailedException failure, ErrorKind kind) {
        return new SendFailedException(kind, failure.getMessage(), Optional.empty(), Optional.empty(), failure);
    }
}
