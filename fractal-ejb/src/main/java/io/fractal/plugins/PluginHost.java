package io.fractal.plugins;

import io.fractal.configuration.Settings;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.FractalPlugin;
import io.fractal.spi.HttpEndpoint;
import io.fractal.spi.ProviderAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The plugins of this Fractal. What it hands out is guarded: every call runs with the plugin's class loader and a
 * time limit, and is counted; what goes wrong is logged with the plugin's id. Safe for use from several threads.
 */
@ApplicationScoped
public class PluginHost {

    private static final System.Logger LOG = System.getLogger(PluginHost.class.getName());
    private static final String SANDBOX = "twilio-sandbox";
    /** Calls under way in all plugins together; beyond that, calls are refused rather than queued up behind what hangs. */
    private static final int MOST_CALLS = 128;

    private static final Duration IDLE = Duration.ofSeconds(30);

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    private final Map<String, KeptAdapter> adapters = new ConcurrentHashMap<>();
    private volatile PluginRegistry registry;
    private volatile ExecutorService calls;

    /**
     * Finds and starts all plugins. Called once, before anything else.
     *
     * @param threads makes the threads that calls run on
     * @param classLoader what sees the plugins' jars
     */
    public void start(ThreadFactory threads, ClassLoader classLoader) {
        calls = new ThreadPoolExecutor(
                0, MOST_CALLS, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        PluginRegistry found = new PluginRegistry(
                calls, id -> new HostContext(id, settings, clock), id -> !id.equals(SANDBOX) || settings.sandboxOn());
        Iterator<ServiceLoader.Provider<FractalPlugin>> providers =
                ServiceLoader.load(FractalPlugin.class, classLoader).stream().iterator();
        while (hasNext(providers)) {
            takeIn(providers.next(), found);
        }
        registry = found;
    }

    private static boolean hasNext(Iterator<ServiceLoader.Provider<FractalPlugin>> providers) {
        while (true) {
            try {
                return providers.hasNext();
            } catch (ServiceConfigurationError e) {
                LOG.log(System.Logger.Level.ERROR, "A plugin's services file is wrong; the plugin is passed over", e);
            }
        }
    }

    private static void takeIn(ServiceLoader.Provider<FractalPlugin> provider, PluginRegistry found) {
        FractalPlugin plugin;
        try {
            plugin = provider.get();
        } catch (ServiceConfigurationError | LinkageError e) {
            found.notLoaded(provider.type().getName(), e);
            return;
        }
        found.takeIn(plugin);
    }

    /** Stops all plugins. */
    public void stop() {
        adapters.values().forEach(kept -> kept.adapter().close());
        registry.stop();
        calls.shutdownNow();
    }

    /** The factory that makes adapters for a provider, guarded, or empty when no plugin brings one. */
    public Optional<ChannelAdapterFactory> channelFactory(String provider) {
        return registry.factory(provider).map(ChannelAdapterFactory.class::cast);
    }

    /** The endpoint that a plugin serves under a first path segment, guarded, or empty. */
    public Optional<HttpEndpoint> endpoint(String path) {
        return registry.endpoint(path).map(HttpEndpoint.class::cast);
    }

    /**
     * The adapter of a provider account, guarded; kept until the account's settings change. Its {@code send} answers a time limit or
     * an unexpected failure with {@code ProviderFailedException} of kind {@code OUTCOME_UNKNOWN}.
     *
     * @throws UnknownProviderAdapterException when no plugin brings the provider
     */
    public ChannelAdapter adapter(String provider, ProviderAccount account) {
        return adapters.compute(
                        provider + ':' + account.accountId(),
                        (key, kept) -> kept != null && kept.account().equals(account) ? kept : make(provider, account))
                .adapter();
    }

    private KeptAdapter make(String provider, ProviderAccount account) {
        ChannelAdapterFactory factory =
                channelFactory(provider).orElseThrow(() -> new UnknownProviderAdapterException(provider));
        // a former adapter is not closed: calls through it may still be under way
        return new KeptAdapter(
                account, factory.create(account, registry.contextOf(provider).orElseThrow()));
    }

    /**
     * Runs a call into a plugin under the guard.
     *
     * @param pluginId whose code runs
     * @param limit how long it may take
     * @param call the call
     * @return what it returned
     * @throws PluginFailedException when it threw or took too long
     * @throws UnknownProviderAdapterException when no such plugin runs
     */
    public <T> T guarded(String pluginId, Duration limit, Callable<T> call) {
        return registry.plugin(pluginId)
                .orElseThrow(() -> new UnknownProviderAdapterException(pluginId))
                .guard()
                .run(limit, call);
    }

    /** How every plugin that was found is doing. */
    public List<PluginState> states() {
        return registry.states();
    }

    private record KeptAdapter(ProviderAccount account, ChannelAdapter adapter) {}
}
