package io.fractal.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.RequestId;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.FractalPlugin;
import io.fractal.spi.HttpEndpoint;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.PluginContext;
import io.fractal.spi.PluginInfo;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.WebhookResponse;
import io.fractal.spi.WebhookRoute;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginHostTest {

    private static final int THREADS = 16;
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final OutboundMessage MESSAGE = new OutboundMessage(
            "1", ChannelType.SMS, Optional.of("+491"), Optional.empty(), "+492", "text", List.of(), "http://x/status");

    private final ExecutorService threads =
            new ThreadPoolExecutor(0, THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private final List<String> stopped = new ArrayList<>();
    private final PluginRegistry registry = new PluginRegistry(threads, id -> context(), id -> !id.equals("unwanted"));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aPluginIsStartedAndItsFactoriesAndEndpointsAreFound() {
        registry.takeIn(new Plugin("one", PluginInfo.API_VERSION, "acme", "acme-pages"));

        assertEquals("acme", registry.factory("acme").orElseThrow().provider());
        assertEquals(
                200,
                registry.endpoint("acme-pages").orElseThrow().handle(request()).status());
        assertEquals(PluginState.Status.STARTED, registry.states().get(0).status());
        registry.stop();
        assertEquals(List.of("one"), stopped);
    }

    @Test
    void whatCannotBeTakenInIsShownWithTheReason() {
        registry.takeIn(new Plugin("one", PluginInfo.API_VERSION, "acme", "acme-pages"));
        registry.takeIn(new Plugin("one", PluginInfo.API_VERSION, "other", "other"));
        registry.takeIn(new Plugin("future", PluginInfo.API_VERSION + 1, "future", "future"));
        registry.takeIn(new Plugin("rival", PluginInfo.API_VERSION, "acme", "rival"));
        registry.takeIn(new Plugin("squatter", PluginInfo.API_VERSION, "squatter", "acme-pages"));
        registry.takeIn(new Plugin("unwanted", PluginInfo.API_VERSION, "unwanted", "unwanted"));
        registry.takeIn(new Plugin("misconfigured", PluginInfo.API_VERSION, "misconfigured", "misconfigured") {
            @Override
            public void start(PluginContext context) {
                throw new IllegalArgumentException("ACME_TOKEN is not set: write it");
            }
        });
        registry.takeIn(new Plugin("broken", PluginInfo.API_VERSION, "broken", "broken") {
            @Override
            public void start(PluginContext context) {
                throw new NoClassDefFoundError("secret");
            }
        });
        registry.takeIn(new Plugin("nameless", PluginInfo.API_VERSION, "x", "x") {
            @Override
            public PluginInfo info() {
                throw new IllegalStateException("secret");
            }
        });

        assertEquals(
                List.of("STARTED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "OFF", "REFUSED", "REFUSED", "REFUSED"),
                registry.states().stream().map(state -> state.status().name()).toList());
        assertReason(1, "same id");
        assertReason(2, "version 2 of the plugin API");
        assertReason(3, "provider acme already");
        assertReason(4, "/acme-pages already");
        assertReason(6, "ACME_TOKEN is not set: write it");
        assertReason(7, "NoClassDefFoundError");
        assertTrue(registry.states().stream().noneMatch(state -> state.reason().contains("secret")));
        assertEquals(List.of("rival", "squatter"), stopped, "what had been started is stopped again");
    }

    @Test
    void aCallRunsWithThePluginsClassLoaderAndTheRequestsId() {
        ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
        PluginGuard guard = new PluginGuard("one", own, threads);
        RequestId.Scope scope = RequestId.open("request-1");

        assertSame(
                own,
                guard.run(Duration.ofSeconds(5), () -> Thread.currentThread().getContextClassLoader()));
        assertEquals(Optional.of("request-1"), guard.run(Duration.ofSeconds(5), RequestId::current));
        assertNotSame(Thread.currentThread(), guard.run(Duration.ofSeconds(5), Thread::currentThread));
        scope.close();
        assertEquals(Optional.empty(), guard.run(Duration.ofSeconds(5), RequestId::current));
    }

    @Test
    void aCallThatTakesTooLongIsInterruptedAndCounted() throws InterruptedException {
        PluginGuard guard = new PluginGuard("one", getClass().getClassLoader(), threads);
        CountDownLatch interrupted = new CountDownLatch(1);

        PluginFailedException failure = assertThrows(
                PluginFailedException.class,
                () -> guard.run(Duration.ofMillis(50), () -> {
                    try {
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                }));

        assertTrue(failure.isTimeout());
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(1L, 1L, 1L), List.of(guard.calls(), guard.failures(), guard.timeouts()));
    }

    @Test
    void whatOnlyComputesRunsOnTheCallersThreadWithThePluginsClassLoader() {
        ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        PluginGuard guard = new PluginGuard("one", own, threads);

        assertSame(Thread.currentThread(), guard.compute(LONG, Thread::currentThread));
        assertSame(own, guard.compute(LONG, () -> Thread.currentThread().getContextClassLoader()));
        assertSame(before, Thread.currentThread().getContextClassLoader());
        PluginFailedException failure = assertThrows(
                PluginFailedException.class,
                () -> guard.compute(LONG, () -> {
                    throw new NoClassDefFoundError("secret");
                }));
        assertFalse(failure.isTimeout());
        assertThrows(
                MalformedWebhookException.class,
                () -> guard.compute(LONG, MalformedWebhookException.class, () -> {
                    throw new MalformedWebhookException("as the SPI provides for");
                }));
        assertEquals(List.of(4L, 1L, 0L), List.of(guard.calls(), guard.failures(), guard.timeouts()));
    }

    @Test
    void aComputationThatTakesTooLongIsInterruptedAndLeavesTheCallersThreadAsItWas() {
        PluginGuard guard = new PluginGuard("one", getClass().getClassLoader(), threads);

        PluginFailedException failure = assertThrows(
                PluginFailedException.class,
                () -> guard.compute(Duration.ofMillis(50), () -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)));

        assertTrue(failure.isTimeout());
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(List.of(1L, 1L, 1L), List.of(guard.calls(), guard.failures(), guard.timeouts()));
        assertEquals("next", guard.compute(LONG, () -> "next"));
    }

    @Test
    void aPluginThatDoesNotEvenHeedInterruptionsKeepsAFewThreadsOnly() throws Exception {
        PluginGuard guard = new PluginGuard("one", getClass().getClassLoader(), threads);
        AtomicBoolean released = new AtomicBoolean();
        List<Future<?>> hanging = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hanging.add(threads.submit(() -> guard.compute(Duration.ofMillis(1), () -> {
                while (!released.get()) {
                    Thread.onSpinWait();
                }
                return null;
            })));
        }
        PluginFailedException refused = null;
        while (refused == null || refused.hasBegun()) { // until all four are known to hang
            refused = refusal(guard);
        }
        released.set(true);
        for (Future<?> each : hanging) {
            assertTrue(assertThrows(ExecutionException.class, each::get).getCause() instanceof PluginFailedException);
        }
        assertEquals("again", guard.compute(LONG, () -> "again"));
    }

    /** What a call ends with that takes as long as it may. */
    private static PluginFailedException refusal(PluginGuard guard) {
        return assertThrows(
                PluginFailedException.class,
                () -> guard.compute(Duration.ofMillis(1), () -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)));
    }

    @Test
    void whenEveryThreadHangsFurtherCallsAreRefusedAtOnce() {
        PluginGuard guard = new PluginGuard("one", getClass().getClassLoader(), threads);
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        ProviderFailedException failure = assertThrows(
                ProviderFailedException.class, () -> new GuardedAdapter(new Adapter(null), guard).send(MESSAGE));

        assertEquals(ErrorKind.UNAVAILABLE, failure.kind(), "nothing was sent");
        gate.countDown();
    }

    @Test
    void anUnexpectedFailureOfASendIsAnUnknownOutcome() {
        PluginGuard guard = new PluginGuard("one", getClass().getClassLoader(), threads);

        ProviderFailedException failure = assertThrows(
                ProviderFailedException.class,
                () -> new GuardedAdapter(new Adapter(new IllegalStateException("private text")), guard).send(MESSAGE));

        assertEquals(ErrorKind.OUTCOME_UNKNOWN, failure.kind());
        assertTrue(!failure.getMessage().contains("private"));
        assertEquals(1, guard.failures());
    }

    @Test
    void aFailureThatTheSpiProvidesForIsPassedOnAsItIs() {
        PluginGuard guard = new PluginGuard("one", getClass().getClassLoader(), threads);
        ProviderFailedException own =
                new ProviderFailedException(ErrorKind.REJECTED, "refused", Optional.empty(), Optional.empty(), null);

        assertSame(
                own,
                assertThrows(
                        ProviderFailedException.class,
                        () -> new GuardedAdapter(new Adapter(own), guard).send(MESSAGE)));
        assertEquals(0, guard.failures());
    }

    private void assertReason(int index, String part) {
        String reason = registry.states().get(index).reason();
        assertTrue(reason.contains(part), reason);
    }

    private static RawWebhook request() {
        return new RawWebhook("GET", "http://x/acme-pages", "/", Map.of(), Map.of(), Map.of(), new byte[0]);
    }

    private static PluginContext context() {
        return new PluginContext() {
            @Override
            public Clock clock() {
                return Clock.systemUTC();
            }

            @Override
            public String publicUrl() {
                return "http://x";
            }

            @Override
            public Optional<String> setting(String name) {
                return Optional.empty();
            }

            @Override
            public Path dataDirectory() {
                return Path.of("unused");
            }

            @Override
            public System.Logger logger() {
                return System.getLogger("test");
            }
        };
    }

    /** A plugin with one provider and one path. */
    private class Plugin implements FractalPlugin {

        private final PluginInfo info;
        private final String provider;
        private final String path;

        Plugin(String id, int apiVersion, String provider, String path) {
            this.info = new PluginInfo(id, id, "1.0", apiVersion);
            this.provider = provider;
            this.path = path;
        }

        @Override
        public PluginInfo info() {
            return info;
        }

        @Override
        public void stop() {
            stopped.add(info.id());
        }

        @Override
        public List<ChannelAdapterFactory> channelAdapters() {
            return List.of(new Factory(provider));
        }

        @Override
        public List<HttpEndpoint> httpEndpoints() {
            return List.of(new HttpEndpoint() {
                @Override
                public String path() {
                    return path;
                }

                @Override
                public WebhookResponse handle(RawWebhook request) {
                    return WebhookResponse.empty(200);
                }
            });
        }
    }

    private record Factory(String provider) implements ChannelAdapterFactory {

        @Override
        public Set<ChannelType> channels() {
            return Set.of(ChannelType.SMS);
        }

        @Override
        public Set<String> secretSettings() {
            return Set.of();
        }

        @Override
        public ChannelAdapter create(ProviderAccount account, PluginContext context) {
            return new Adapter(null);
        }

        @Override
        public Optional<WebhookRoute> route(RawWebhook webhook) {
            return Optional.empty();
        }
    }

    /** An adapter whose sends fail as they are told. */
    private record Adapter(Exception failure) implements ChannelAdapter {

        @Override
        public SendReceipt send(OutboundMessage message) throws ProviderFailedException {
            if (failure instanceof ProviderFailedException provided) {
                throw provided;
            }
            throw (RuntimeException) failure;
        }

        @Override
        public Lookup lookUp(OutboundMessage message, Instant notBefore, Predicate<String> accountedFor) {
            return new Lookup.Absent();
        }

        @Override
        public boolean verify(RawWebhook webhook) {
            return false;
        }

        @Override
        public List<InboundEvent> parse(RawWebhook webhook) {
            return List.of();
        }

        @Override
        public WebhookResponse acknowledge(RawWebhook webhook) {
            return WebhookResponse.empty(200);
        }
    }
}
