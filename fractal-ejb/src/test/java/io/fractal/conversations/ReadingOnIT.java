package io.fractal.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.contacts.ContactFilter;
import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import io.fractal.conversations.ConversationFilter.View;
import io.fractal.database.Cursor;
import io.fractal.database.InvalidCursorException;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.receiving.UnassignedView;
import io.fractal.spi.ChannelType;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists that are read on from a cursor show everything once, whatever arrives in between. */
class ReadingOnIT {

    private static final MessageFilter ALL_MESSAGES = new MessageFilter(null, null, null, null, null, null, null, null);
    private static final ConversationFilter ALL_CONVERSATIONS = new ConversationFilter(View.ALL, null, null, null);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void sevenPeopleHaveWrittenTwoAtATime() {
        world = new MessagingWorld(DATABASE);
        for (int i = 1; i <= 7; i++) {
            world.whatsapp("SM" + i, "+49171392000" + i, i % 2 == 0 ? "ÖZIL" : "özil", "Nachricht " + i);
            world.clock.advance(Duration.ofMinutes(i % 2));
        }
    }

    @Test
    void messagesAreReadToTheEndOnceAlthoughNewOnesArrive() {
        List<MessageView> whole = messages(Paging.page(1, 100)).items();

        List<MessageView> read =
                readOn(this::messages, MessageView.class, () -> world.sms("SMX", "+491713920001", "x"));

        assertEquals(whole, read);
    }

    @Test
    void messagesAreReadFromTheOldestOnToo() {
        List<MessageView> newestFirst =
                new ArrayList<>(messages(Paging.page(1, 100)).items());
        Collections.reverse(newestFirst);

        assertEquals(newestFirst, readOn(this::oldestFirst, MessageView.class, () -> {}));
    }

    @Test
    void messagesThatATextFindsAreReadOnLikeOthers() {
        List<MessageView> whole = messages(Paging.page(1, 100)).items();

        assertEquals(whole, readOn(this::searched, MessageView.class, () -> {}));
    }

    @Test
    void threadsAreReadOnLikeOthers() {
        List<ThreadView> whole = threads(Paging.page(1, 100)).items();
        assertEquals(7, whole.size());

        assertEquals(whole, readOn(this::threads, ThreadView.class, () -> {}));
    }

    @Test
    void conversationsWithoutMessagesStandWhereTheyWereBegun() {
        world.texts("update conversation set last_message_at = null, last_message_id = null"
                + " where last_message_preview in ('Nachricht 2', 'Nachricht 5', 'Nachricht 6') returning state as t");
        world.clock.advance(Duration.ofMinutes(1));
        UUID begun = world.get(ConversationChanges.class)
                .beginAt(world.workspaceId, ChannelType.SMS, "0171 555 01 23")
                .conversation()
                .id();
        List<ConversationSummary> whole = conversations(Paging.page(1, 100)).items();
        assertEquals(8, whole.size());
        assertEquals(begun, whole.get(0).id());

        assertEquals(whole, readOn(this::conversations, ConversationSummary.class, () -> {}));
    }

    @Test
    void contactsOfOneNameAreToldApart() {
        List<ContactView> whole = contacts(Paging.page(1, 100)).items();
        assertEquals(7, whole.size());

        assertEquals(whole, readOn(this::contacts, ContactView.class, () -> {}));
    }

    @Test
    void parkedMessagesAreReadOnLikeOthers() {
        for (int i = 1; i <= 5; i++) {
            world.webhook(Map.of(
                    "MessageSid", "SMP" + i, "From", "+4917139200" + i, "To", "+4915799912345", "Body", "Hallo " + i));
        }
        List<UnassignedView> whole = parked(Paging.page(1, 100)).items();
        assertEquals(5, whole.size());

        assertEquals(whole, readOn(this::parked, UnassignedView.class, () -> {}));
    }

    @Test
    void aCursorOfOneListIsNoneOfAnother() {
        Cursor ofMessages = messages(Paging.page(1, 2)).next();

        assertThrows(InvalidCursorException.class, () -> contacts(Paging.after(ofMessages, 2)));
        assertThrows(InvalidCursorException.class, () -> conversations(Paging.after(ofMessages, 2)));
        assertThrows(
                InvalidCursorException.class,
                () -> messages(Paging.after(Cursor.of(ofMessages.list(), "yesterday", "1"), 2)));
    }

    /** Reads a list two items at a time, and lets something happen in between. */
    private <T> List<T> readOn(Function<Paging, Page<T>> list, Class<T> type, Runnable inBetween) {
        Page<T> page = list.apply(Paging.page(1, 2));
        long total = page.total();
        List<T> read = new ArrayList<>(page.items());
        while (page.next() != null) {
            inBetween.run();
            page = list.apply(Paging.after(Cursor.parse(page.next().encoded()), 2));
            assertNull(page.page());
            assertEquals(total, page.total());
            page.items().forEach(item -> read.add(type.cast(item)));
        }
        return read;
    }

    private Page<MessageView> messages(Paging paging) {
        return world.inTransaction(() -> world.get(Messages.class).list(world.workspaceId, ALL_MESSAGES, paging));
    }

    private Page<MessageView> oldestFirst(Paging paging) {
        MessageFilter filter = new MessageFilter(null, null, null, null, null, null, null, null, true);
        return world.get(Messages.class).list(world.workspaceId, filter, paging);
    }

    private Page<MessageView> searched(Paging paging) {
        MessageFilter filter = new MessageFilter(null, null, null, null, null, "nachrichten", null, null);
        return world.get(Messages.class).list(world.workspaceId, filter, paging);
    }

    private Page<ThreadView> threads(Paging paging) {
        return world.get(Threads.class).list(world.workspaceId, paging);
    }

    private Page<ConversationSummary> conversations(Paging paging) {
        return world.inTransaction(
                () -> world.get(Conversations.class).list(world.workspaceId, ALL_CONVERSATIONS, paging));
    }

    private Page<ContactView> contacts(Paging paging) {
        return world.inTransaction(() -> world.get(Contacts.class).list(world.workspaceId, ContactFilter.ALL, paging));
    }

    private Page<UnassignedView> parked(Paging paging) {
        return world.inTransaction(() -> world.get(UnassignedMessages.class).list(world.workspaceId, paging));
    }
}
