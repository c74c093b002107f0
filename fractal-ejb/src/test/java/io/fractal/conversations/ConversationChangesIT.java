package io.fractal.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.ConversationChanges.Begun;
import io.fractal.conversations.ConversationFilter.View;
import io.fractal.database.Paging;
import io.fractal.spi.ChannelType;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with conversations changes what it says, once, and tells the log once. */
class ConversationChangesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private UUID id;

    @BeforeEach
    void somebodyHasWritten() {
        world = new MessagingWorld(DATABASE);
        world.sms("SM1", MessagingWorld.PERSON, "Wo ist mein Tisch?");
        id = inView(View.ALL).get(0);
    }

    @Test
    void archivingPutsAwayUntilTheContactWritesAgain() {
        assertTrue(once(() -> changes().archive(world.workspaceId, id, true)).archived());
        assertEquals(List.of(), inView(View.ALL));
        assertEquals(List.of(id), inView(View.ARCHIVED));

        world.sms("SM2", MessagingWorld.PERSON, "Hallo?");

        assertEquals(List.of(id), inView(View.ALL));
        changes().archive(world.workspaceId, id, true);
        assertFalse(once(() -> changes().archive(world.workspaceId, id, false)).archived());
    }

    @Test
    void aSnoozedConversationComesBackInTimeAndOnceForSeveralNodes() throws Exception {
        Instant until = world.clock.instant().plus(Duration.ofHours(1));
        assertEquals(
                until,
                once(() -> changes().snooze(world.workspaceId, id, until)).snoozedUntil());
        assertEquals(List.of(id), inView(View.SNOOZED));
        assertEquals(List.of(), inView(View.ALL));
        assertEquals(List.of(), inView(View.UNREAD));
        assertEquals(0, changes().wake(), "not yet");
        assertEquals(new Counts(0, 0, 0, 0, 0, 1), counts());

        world.clock.advance(Duration.ofHours(1));
        long before = told();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            int woken = 0;
            for (Future<Integer> node : nodes.invokeAll(Collections.nCopies(4, (Callable<Integer>) changes()::wake))) {
                woken += node.get();
            }
            assertEquals(1, woken);
        } finally {
            nodes.shutdown();
        }

        assertEquals(before + 1, told());
        assertEquals(List.of(id), inView(View.ALL));
        assertEquals(List.of(), inView(View.SNOOZED));
    }

    @Test
    void aNewMessageWakesASnoozedConversation() {
        changes().snooze(world.workspaceId, id, world.clock.instant().plus(Duration.ofDays(1)));

        world.sms("SM2", MessagingWorld.PERSON, "Hallo?");

        assertEquals(List.of(id), inView(View.ALL));
        assertNull(summary().snoozedUntil());
    }

    @Test
    void snoozingTakesOutOfTheArchiveAndArchivingEndsSnoozing() {
        Instant until = world.clock.instant().plus(Duration.ofDays(1));
        changes().archive(world.workspaceId, id, true);
        assertFalse(changes().snooze(world.workspaceId, id, until).archived());

        assertNull(changes().archive(world.workspaceId, id, true).snoozedUntil());
        changes().snooze(world.workspaceId, id, until);
        assertNull(once(() -> changes().snooze(world.workspaceId, id, null)).snoozedUntil());
    }

    @Test
    void nobodySnoozesIntoThePast() {
        Instant now = world.clock.instant();

        assertThrows(InvalidRequestException.class, () -> changes().snooze(world.workspaceId, id, now));
    }

    @Test
    void readAndUnreadAreTakenBackAndForth() {
        assertEquals(
                0, once(() -> changes().markRead(world.workspaceId, id, null)).unreadCount());
        assertEquals(1, once(() -> changes().markUnread(world.workspaceId, id)).unreadCount());
        world.sms("SM2", MessagingWorld.PERSON, "Hallo?");
        assertEquals(2, changes().markUnread(world.workspaceId, id).unreadCount(), "what is unread stays so");
    }

    @Test
    void whereNothingWasReceivedNothingCanBeUnread() {
        UUID silent = changes()
                .beginAt(world.workspaceId, ChannelType.SMS, "+491713920009")
                .conversation()
                .id();

        assertThrows(NothingReceivedException.class, () -> changes().markUnread(world.workspaceId, silent));
    }

    @Test
    void starsStatesAndTagsAreChangedOnce() {
        assertTrue(once(() -> changes().star(world.workspaceId, id, true)).starred());
        assertFalse(once(() -> changes().star(world.workspaceId, id, false)).starred());
        assertEquals(
                "CLOSED",
                once(() -> changes().close(world.workspaceId, id, true)).state());
        assertEquals(
                "OPEN",
                once(() -> changes().close(world.workspaceId, id, false)).state());
        assertEquals(
                List.of("Lob", "Rückruf"), once(() -> tag(List.of("Rückruf", " Lob ", "Lob"), List.of(), List.of())));
        assertEquals(List.of("Lob", "neu"), once(() -> tag(null, List.of("neu"), List.of("Rückruf"))));
        assertEquals(List.of(), once(() -> tag(List.of(), List.of(), List.of())));
        assertThrows(InvalidRequestException.class, () -> tag(List.of("x".repeat(51)), List.of(), List.of()));
        assertThrows(InvalidRequestException.class, () -> tag(null, List.of("  "), List.of()));
    }

    @Test
    void traitsNarrowTheList() {
        world.clock.advance(Duration.ofMinutes(1));
        world.whatsapp("SM2", "+491713920002", "Ida", "Hi");
        UUID ida = inView(View.ALL).get(0);
        changes().star(world.workspaceId, ida, true);
        changes().tag(world.workspaceId, ida, new TagChange(List.of("Lob"), List.of(), List.of()));
        changes().close(world.workspaceId, ida, true);
        UUID contact =
                conversations().findAll(world.workspaceId, List.of(ida)).get(0).contactId();

        assertEquals(List.of(ida), with(View.ALL, new ConversationTraits(null, true, null, null, null, null)));
        assertEquals(List.of(id), with(View.ALL, new ConversationTraits(null, false, null, null, null, null)));
        assertEquals(List.of(ida), with(View.ALL, new ConversationTraits(true, null, "CLOSED", null, "Lob", null)));
        assertEquals(List.of(), with(View.ALL, new ConversationTraits(false, null, null, null, null, null)));
        assertEquals(
                List.of(), with(View.ALL, new ConversationTraits(null, null, null, UUID.randomUUID(), null, null)));
        changes().archive(world.workspaceId, ida, true);
        assertEquals(List.of(ida), with(null, new ConversationTraits(null, null, null, null, null, contact)));
    }

    @Test
    void thereIsOneConversationWithEachContactHoweverItIsBegun() {
        Begun known = changes().beginAt(world.workspaceId, ChannelType.SMS, "0171 3920001");
        assertEquals(id, known.conversation().id());
        assertFalse(known.created());

        Begun fresh = changes().beginAt(world.workspaceId, ChannelType.WHATSAPP, "+49 171 3920007");
        assertTrue(fresh.created());
        assertEquals(
                fresh.conversation().id(),
                changes()
                        .beginWith(world.workspaceId, fresh.conversation().contactId())
                        .conversation()
                        .id());
        assertEquals(
                1,
                world.count(
                        "select count(*) as n from event where type = 'conversation.created' and conversation_id = ?",
                        fresh.conversation().id()));
        assertThrows(InvalidRequestException.class, () -> changes().beginAt(world.workspaceId, ChannelType.SMS, "12"));
        assertThrows(InvalidRequestException.class, () -> changes().beginWith(world.workspaceId, UUID.randomUUID()));
        UUID stranger = UUID.randomUUID();
        assertThrows(
                InvalidRequestException.class,
                () -> changes().beginWith(stranger, fresh.conversation().contactId()));
    }

    @Test
    void anotherWorkspaceChangesNothing() {
        UUID other = UUID.randomUUID();
        long before = told();
        List<Supplier<?>> attempts = List.of(
                () -> changes().archive(other, id, true),
                () -> changes().star(other, id, true),
                () -> changes().close(other, id, true),
                () -> changes().markRead(other, id, null),
                () -> changes().markUnread(other, id),
                () -> changes().assign(other, id, null),
                () -> changes().snooze(other, id, world.clock.instant().plusSeconds(60)),
                () -> changes().tag(other, id, new TagChange(List.of("x"), List.of(), List.of())));

        attempts.forEach(attempt -> assertThrows(ConversationNotFoundException.class, attempt::get));
        assertEquals(before, told());
        assertEquals(List.of(id), inView(View.ALL));
    }

    @Test
    void countsAreRightWhateverHappensAndAfterTheyAreAddedUp() {
        for (int i = 1; i <= 130; i++) {
            changes().markRead(world.workspaceId, id, null);
            changes().markUnread(world.workspaceId, id);
        }
        world.sms("SM2", "+491713920002", "Hi");
        assertEquals(new Counts(2, 2, 0, 2, 0, 0), counts());

        assertTrue(world.get(ConversationTotals.class).addUp() > 500);

        assertEquals(new Counts(2, 2, 0, 2, 0, 0), counts());
        assertEquals(2, world.get(ConversationTotals.class).messages(world.workspaceId, null, null));
        assertTrue(world.count("select count(*) as n from conversation_count") < 5);
    }

    /** Does it twice: it changes something once, and the log is told once. */
    private <T> T once(Supplier<T> change) {
        long before = told();
        T changed = change.get();
        assertEquals(changed, change.get());
        assertEquals(before + 1, told());
        return changed;
    }

    private long told() {
        return world.count("select count(*) as n from event where type = 'conversation.updated'");
    }

    private List<String> tag(List<String> tags, List<String> add, List<String> remove) {
        return changes()
                .tag(world.workspaceId, id, new TagChange(tags, add, remove))
                .tags();
    }

    private ConversationSummary summary() {
        return conversations().findAll(world.workspaceId, List.of(id)).get(0);
    }

    private Counts counts() {
        return conversations().counts(world.workspaceId, null);
    }

    private List<UUID> inView(View view) {
        return with(view, ConversationTraits.ANY);
    }

    private List<UUID> with(View view, ConversationTraits traits) {
        return conversations()
                .list(world.workspaceId, new ConversationFilter(view, traits, null, null, null), Paging.page(1, 50))
                .items()
                .stream()
                .map(ConversationSummary::id)
                .toList();
    }

    private ConversationChanges changes() {
        return world.get(ConversationChanges.class);
    }

    private Conversations conversations() {
        return world.get(Conversations.class);
    }
}
