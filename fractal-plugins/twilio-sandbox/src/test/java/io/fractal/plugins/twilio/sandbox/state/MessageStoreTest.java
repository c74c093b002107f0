package io.fractal.plugins.twilio.sandbox.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Content;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final String OWN = "+4915799900001";

    @TempDir
    private Path folder;

    @Test
    void beyondTheLimitTheOldestAtRestAreForgottenAndToldOf() {
        List<String> forgotten = new ArrayList<>();
        try (MessageStore store = MessageStore.open(folder, NOW, 3)) {
            store.onForgotten(message -> forgotten.add(message.sid()));
            store.add(message("SM1", "+491", true), List.of());
            for (int number = 2; number <= 6; number++) {
                store.add(message("SM" + number, "+491", false), List.of());
            }

            assertEquals(3, store.size());
            assertEquals(List.of("SM2", "SM3", "SM4"), forgotten, "SM1 is still on its way");
            assertEquals(List.of("SM6", "SM5", "SM1"), sids(store.thread("+491", 10)));
        }
        try (MessageStore again = MessageStore.open(folder, NOW, 3)) {
            assertEquals(List.of("SM6", "SM5", "SM1"), sids(again.newest(10)));
        }
    }

    @Test
    void pagesDoNotShiftWhenMessagesComeOrGo() {
        try (MessageStore store = MessageStore.open(folder, NOW)) {
            for (int number = 1; number <= 5; number++) {
                store.add(message("SM" + number, "+491", false), List.of());
            }
            MessageIndex.Found first = store.find(new MessageQuery("+491", OWN, null, null, null, 0, 2));
            store.add(message("SM6", "+491", false), List.of());
            store.delete("SM4");
            MessageIndex.Found second = store.find(new MessageQuery("+491", OWN, null, null, first.last(), 0, 2));

            assertEquals(List.of("SM5", "SM4"), sids(first.messages()));
            assertEquals(List.of("SM3", "SM2"), sids(second.messages()));
            assertTrue(second.more());
        }
    }

    @Test
    void theTimeOfSendingIsAnIndexToo() {
        try (MessageStore store = MessageStore.open(folder, NOW)) {
            store.add(message("SM1", "+491", true), List.of());
            store.add(message("SM2", "+492", false), List.of());
            store.change("SM1", message -> message.with(left(NOW.plusSeconds(60))), message -> List.of());

            assertEquals(List.of("SM1"), sent(store, NOW.plusSeconds(1), null));
            assertEquals(List.of("SM2"), sent(store, null, NOW.plusSeconds(1)));
            assertEquals(List.of("SM2", "SM1"), sent(store, NOW, NOW.plusSeconds(61)));
        }
    }

    @Test
    void threadsAreInTheOrderOfTheirNewestMessage() {
        try (MessageStore store = MessageStore.open(folder, NOW)) {
            store.add(message("SM1", "+491", false), List.of());
            store.add(message("SM2", "+492", false), List.of());
            store.add(message("SM3", "+491", false), List.of());
            assertEquals(List.of("SM3", "SM2"), sids(store.threads(10)));

            store.delete("SM3");
            assertEquals(List.of("SM2", "SM1"), sids(store.threads(10)));
            store.delete("SM1");
            assertEquals(List.of("SM2"), sids(store.threads(10)));
        }
    }

    @Test
    void theLastInboundMessageIsKnown() {
        try (MessageStore store = MessageStore.open(folder, NOW)) {
            SandboxMessage inbound = new SandboxMessage(
                    "SM1", true, new Parties("+491", OWN, null), content(), left(NOW), null, NOW, null);
            store.add(inbound, List.of());

            assertEquals(Optional.of(NOW), store.lastInbound("+491", OWN));
            assertEquals(Optional.empty(), store.lastInbound("+492", OWN));
        }
    }

    private static List<String> sent(MessageStore store, Instant from, Instant before) {
        return sids(store.find(new MessageQuery(null, null, from, before, null, 0, 10))
                .messages());
    }

    private static SandboxMessage message(String sid, String to, boolean onItsWay) {
        Progress progress = onItsWay
                ? new Progress("queued", null, null, NOW, null, List.of(new Step("sending", NOW, null)))
                : left(NOW);
        return new SandboxMessage(sid, false, new Parties(OWN, to, null), content(), progress, null, NOW, null);
    }

    private static Progress left(Instant when) {
        return new Progress("delivered", null, null, NOW, when, List.of());
    }

    private static Content content() {
        return new Content("x", List.of(), 1, null);
    }

    private static List<String> sids(List<SandboxMessage> messages) {
        return messages.stream().map(SandboxMessage::sid).toList();
    }
}
