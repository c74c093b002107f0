package io.fractal.plugins.twilio.sandbox;

import static io.fractal.plugins.twilio.sandbox.Eventually.eventually;
import static io.fractal.plugins.twilio.sandbox.Eventually.found;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.ChannelType;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A killed process leaves its journal as it is at that moment: the tests copy it away while the first sandbox still runs. */
class RestartTest {

    private static final String JOURNAL = "messages.jsonl";

    @TempDir
    private Path before;

    @TempDir
    private Path after;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));

    @Test
    void aMessageOnItsWayGoesOnWhereItWas() throws Exception {
        String sid;
        int port;
        try (SandboxServer first = new SandboxServer(before, clock)) {
            port = first.port();
            sid = first.adapter().send(sms(first, "unfinished")).providerMessageId();
            clock.advance(Duration.ofMillis(450));
            eventually("the first callback", () -> first.statuses(sid).equals(List.of("sending")));
            kill();
        }
        try (SandboxServer second = new SandboxServer(after, clock, port)) {
            clock.advance(Duration.ofMinutes(1));

            eventually("the others", () -> second.statuses(sid).containsAll(List.of("sent", "delivered")));
            assertEquals(1, new Control(second).messages("+491713920002").size());
            assertTrue(second.webhooks.stream().allMatch(second.adapter()::verify));
        }
    }

    @Test
    void anInboundMessageThatWasNotAnsweredIsPostedAgainWithTheSameIds() throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        RawWebhook first;
        int port;
        try (SandboxServer server = new SandboxServer(before, clock)) {
            port = server.port();
            server.answerWebhooks(webhook -> {
                await(killed);
                return WebhookResponse.empty(500);
            });
            CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> write(server));
            first = found("the post", () -> server.webhooks.stream().findFirst());
            kill();
            killed.countDown();
            posting.join();
        }
        try (SandboxServer server = new SandboxServer(after, clock, port)) {
            RawWebhook again =
                    found("the repetition", () -> server.webhooks.stream().findFirst());

            assertEquals(first.formParameters(), again.formParameters());
            assertEquals(first.header("I-Twilio-Idempotency-Token"), again.header("I-Twilio-Idempotency-Token"));
            assertTrue(server.adapter().verify(again));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503})
    void aHostThatHasNotBegunToServeIsWaitedFor(int status) throws Exception {
        AtomicBoolean serving = new AtomicBoolean();
        List<String> taken = new CopyOnWriteArrayList<>();
        try (SandboxServer server = new SandboxServer(before, clock)) {
            server.answerWebhooks(webhook -> {
                if (serving.get()) {
                    taken.add(webhook.parameter("MessageStatus").orElse("?"));
                }
                return WebhookResponse.empty(serving.get() ? 204 : status);
            });
            String sid = server.adapter().send(sms(server, "early")).providerMessageId();
            eventually("called in vain, again and again", () -> {
                clock.advance(Duration.ofMillis(500));
                return server.statuses(sid).size() > 6;
            });

            serving.set(true);
            eventually("everything is told", () -> {
                clock.advance(Duration.ofMillis(500));
                return taken.size() == 3;
            });
            assertEquals(Set.of("sending", "sent", "delivered"), Set.copyOf(taken));
        }
    }

    @Test
    void aHostThatHasServedBeforeIsNotAskedTwice() throws Exception {
        try (SandboxServer server = new SandboxServer(before, clock)) {
            String first = server.adapter().send(sms(server, "first")).providerMessageId();
            clock.advance(Duration.ofMinutes(1));
            eventually("told", () -> server.statuses(first).size() == 3);
            server.answerWebhooks(webhook -> WebhookResponse.empty(503));
            String second = server.adapter().send(sms(server, "second")).providerMessageId();
            clock.advance(Duration.ofMinutes(1));
            eventually("refused", () -> server.statuses(second).size() == 3);
            server.answerWebhooks(webhook -> WebhookResponse.empty(204));
            String third = server.adapter().send(sms(server, "third")).providerMessageId();
            clock.advance(Duration.ofMinutes(1));
            eventually("told", () -> server.statuses(third).size() == 3);

            assertEquals(3, server.statuses(second).size());
        }
    }

    @Test
    void aLineCutOffByTheKillIsLeftOut() throws Exception {
        try (SandboxServer first = new SandboxServer(before, clock)) {
            first.adapter().send(sms(first, "whole"));
            kill();
        }
        Files.writeString(
                after.resolve(JOURNAL),
                "{\"message\":{\"sid\":\"SMcut",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);
        try (SandboxServer second = new SandboxServer(after, clock)) {
            second.adapter().send(sms(second, "after"));
            assertEquals(2, new Control(second).messages("+491713920002").size());
            Files.copy(after.resolve(JOURNAL), before.resolve(JOURNAL), StandardCopyOption.REPLACE_EXISTING);
        }
        try (SandboxServer third = new SandboxServer(before, clock)) {
            assertEquals(
                    2, new Control(third).messages("+491713920002").size(), "what was written after the cut is whole");
        }
    }

    @Test
    void aLargeJournalIsRewrittenWithoutLosingAnything() throws Exception {
        String body = "x".repeat(1500);
        try (SandboxServer first = new SandboxServer(before, clock)) {
            String sid = first.adapter().send(sms(first, body)).providerMessageId();
            clock.advance(Duration.ofMinutes(1));
            eventually("delivered", () -> first.statuses(sid).contains("delivered"));
        }
        String lines = Files.readString(before.resolve(JOURNAL));
        Files.writeString(after.resolve(JOURNAL), lines.repeat(1 + 5_000_000 / lines.length()));

        try (SandboxServer second = new SandboxServer(after, clock)) {
            assertTrue(Files.size(after.resolve(JOURNAL)) < 10_000);
            var message = new Control(second).messages("+491713920002").get(0);
            assertEquals("delivered", message.path("status").asText());
            assertEquals(body, message.path("body").asText());
        }
    }

    private void kill() throws Exception {
        Files.copy(before.resolve(JOURNAL), after.resolve(JOURNAL), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(SandboxServer server) {
        try {
            new Control(server).post("/inbound", "{\"from\":\"+491713920002\",\"body\":\"Are you there?\"}");
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutboundMessage sms(SandboxServer server, String body) {
        return new OutboundMessage(
                "m",
                ChannelType.SMS,
                Optional.of(SandboxServer.SMS_NUMBER),
                Optional.empty(),
                "+491713920002",
                body,
                List.of(),
                server.url() + "/webhooks/twilio/status");
    }
}
