package io.fractal.plugins;

import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.ChannelType;
import io.fractal.spi.PluginContext;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookRoute;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A factory behind its plugin's guard. What it says of itself was asked once, when it was taken in. */
final class GuardedFactory implements ChannelAdapterFactory {

    private static final Duration COMPUTE = Duration.ofSeconds(5);

    private final ChannelAdapterFactory factory;
    private final PluginGuard guard;
    private final String provider;
    private final Set<ChannelType> channels;
    private final Set<String> secretSettings;

    GuardedFactory(ChannelAdapterFactory factory, PluginGuard guard) {
        this.factory = factory;
        this.guard = guard;
        this.provider = guard.run(COMPUTE, factory::provider);
        this.channels = Set.copyOf(guard.run(COMPUTE, factory::channels));
        this.secretSettings = Set.copyOf(guard.run(COMPUTE, factory::secretSettings));
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Set<ChannelType> channels() {
        return channels;
    }

    @Override
    public Set<String> secretSettings() {
        return secretSettings;
    }

    @Override
    public ChannelAdapter create(ProviderAccount account, PluginContext context) {
        return new GuardedAdapter(guard.run(COMPUTE, () -> factory.create(account, context)), guard);
    }

    @Override
    public Optional<WebhookRoute> route(RawWebhook webhook) {
        return guard.compute(COMPUTE, () -> factory.route(webhook));
    }

    @Override
    public Optional<String> explain(String code, Locale locale) {
        return guard.compute(COMPUTE, () -> factory.explain(code, locale));
    }
}
