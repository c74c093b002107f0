package io.fractal.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.ContactFilter;
import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import io.fractal.conversations.ConversationFilter.View;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversationsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void threePeopleHaveWritten() {
        world = new MessagingWorld(DATABASE);
        world.sms("SM1", "+491713920002", "Meine Rechnung fehlt");
        world.clock.advance(Duration.ofMinutes(1));
        world.whatsapp("SM2", "+491713920001", "Marlene Vogt", "Wo ist mein Tisch? 100 % sicher");
        world.clock.advance(Duration.ofMinutes(1));
        world.sms("SM3", "+12125550116", "Hello there");
    }

    @Test
    void theConversationWithTheNewestMessageStandsFirstAndPagesDoNotOverlap() {
        Page<ConversationSummary> first = list(View.ALL, null, null, 1, 2);
        Page<ConversationSummary> second = list(View.ALL, null, null, 2, 2);

        assertEquals(List.of("+1 212-555-0116", "Marlene Vogt"), names(first));
        assertEquals(List.of("+49 171 3920002"), names(second));
        assertEquals(3, first.total());

        world.clock.advance(Duration.ofMinutes(1));
        world.send("+491713920002", "Kommt heute");
        assertEquals("+49 171 3920002", names(list(View.ALL, null, null, 1, 1)).get(0));
    }

    @Test
    void aTextFindsNamesNumbersInAnySpellingAndMessagesAndNothingByAccident() {
        assertEquals(List.of("Marlene Vogt"), names(list(View.ALL, null, "marlene", 1, 9)));
        assertEquals(List.of("Marlene Vogt"), names(list(View.ALL, null, "+49 171 3920001", 1, 9)));
        assertEquals(List.of("Marlene Vogt"), names(list(View.ALL, null, "0171 / 392 00 01", 1, 9)));
        assertEquals(List.of("Marlene Vogt"), names(list(View.ALL, null, "3920001", 1, 9)), "its end");
        assertEquals(
                List.of("Marlene Vogt", "+49 171 3920002"),
                names(list(View.ALL, null, "0171 392", 1, 9)),
                "its beginning");
        assertEquals(List.of("+49 171 3920002"), names(list(View.ALL, null, "rechnungen", 1, 9)), "another form");
        assertEquals(List.of("+49 171 3920002"), names(list(View.ALL, null, "fehlt rech", 1, 9)), "a beginning");
        assertEquals(List.of("Marlene Vogt"), names(list(View.ALL, null, "100 %", 1, 9)));
        assertEquals(List.of(), names(list(View.ALL, null, "_", 1, 9)), "no wildcards");
    }

    @Test
    void viewsAndChannelsNarrowTheListAndTheCountsAgreeWithIt() {
        UUID marlene = list(View.ALL, "WHATSAPP", null, 1, 9).items().get(0).id();
        world.inTransaction(() -> changes().markRead(world.workspaceId, marlene, null));
        world.texts(
                "update conversation set archived = true where last_message_preview = 'Hello there' returning state as t");

        assertEquals(2, list(View.ALL, null, null, 1, 9).total());
        assertEquals(List.of("+49 171 3920002"), names(list(View.UNREAD, null, null, 1, 9)));
        assertEquals(List.of("+1 212-555-0116"), names(list(View.ARCHIVED, null, null, 1, 9)));
        assertEquals(List.of(), names(list(View.MINE, null, null, 1, 9)));
        assertEquals(
                new Counts(2, 1, 0, 2, 1, 0),
                world.inTransaction(() -> conversations().counts(world.workspaceId, null)));
    }

    @Test
    void readingTwiceTellsTheLogOnce() {
        UUID id = list(View.ALL, null, null, 1, 1).items().get(0).id();

        assertEquals(
                0,
                world.inTransaction(() -> changes().markRead(world.workspaceId, id, null))
                        .unreadCount());
        world.inTransaction(() -> changes().markRead(world.workspaceId, id, null));

        assertEquals(1, world.count("select count(*) as n from event where type = 'conversation.updated'"));
        assertThrows(
                ConversationNotFoundException.class,
                () -> world.inTransaction(() -> changes().markRead(world.workspaceId, UUID.randomUUID(), null)));
    }

    @Test
    void aConversationIsGivenToMembersOnlyAndTellsTheLogOncePerChange() {
        UUID id = list(View.ALL, null, null, 1, 1).items().get(0).id();
        UUID stranger = UUID.randomUUID();

        assertThrows(
                InvalidRequestException.class,
                () -> world.inTransaction(() -> changes().assign(world.workspaceId, id, stranger)));
        assertEquals(
                null,
                world.inTransaction(() -> changes().assign(world.workspaceId, id, null))
                        .assigneeId());
        assertEquals(0, world.count("select count(*) as n from event where type = 'conversation.updated'"));
        assertThrows(
                ConversationNotFoundException.class,
                () -> world.inTransaction(() -> changes().assign(world.workspaceId, UUID.randomUUID(), null)));
    }

    @Test
    void anotherWorkspaceSeesNothingOfIt() {
        UUID other = UUID.randomUUID();
        UUID id = list(View.ALL, null, null, 1, 1).items().get(0).id();
        UUID message = messages(id).get(0).id();

        assertEquals(Optional.empty(), world.inTransaction(() -> conversations().find(other, id)));
        assertEquals(
                List.of(), world.inTransaction(() -> world.get(Messages.class).thread(other, id, null, 9)));
        assertEquals(
                Optional.empty(),
                world.inTransaction(() -> world.get(Messages.class).find(other, message)));
        assertEquals(
                0,
                world.inTransaction(() -> world.get(Contacts.class).list(other, ContactFilter.ALL, Paging.page(1, 9)))
                        .total());
    }

    @Test
    void aThreadIsReadBackwardsInStretchesAndShownForwards() {
        for (int i = 2; i <= 7; i++) {
            world.sms("SM4" + i, "+491713920001", "Nachricht " + i);
        }
        UUID id = list(View.ALL, null, "Marlene", 1, 1).items().get(0).id();

        List<Long> newest =
                world.inTransaction(() -> world.get(Messages.class).thread(world.workspaceId, id, null, 3)).stream()
                        .map(MessageView::sequence)
                        .toList();
        List<Long> before =
                world
                        .inTransaction(() -> world.get(Messages.class).thread(world.workspaceId, id, newest.get(0), 3))
                        .stream()
                        .map(MessageView::sequence)
                        .toList();

        assertEquals(List.of(5L, 6L, 7L), newest);
        assertEquals(List.of(2L, 3L, 4L), before);
        ContactView marlene = world.inTransaction(() -> world.get(Contacts.class)
                        .list(
                                world.workspaceId,
                                new ContactFilter("marlene", null, List.of(), null, ContactFilter.Sort.NAME),
                                Paging.page(1, 9)))
                .items()
                .get(0);
        assertEquals(
                List.of("WHATSAPP", "SMS"),
                marlene.channels().stream().map(a -> a.type()).toList());
        assertTrue(marlene.channels().get(0).primary());
    }

    @Test
    void aLongTextIsPreviewedOnOneLineWithoutTearingACharacter() {
        String preview = ConversationBook.preview("😀".repeat(200) + "\n\nEnde");

        assertEquals(160, preview.codePointCount(0, preview.length()));
        assertTrue(preview.endsWith("😀…"));
    }

    private ConversationChanges changes() {
        return world.get(ConversationChanges.class);
    }

    private Conversations conversations() {
        return world.get(Conversations.class);
    }

    private List<MessageView> messages(UUID conversationId) {
        return world.inTransaction(() -> world.get(Messages.class).thread(world.workspaceId, conversationId, null, 9));
    }

    private Page<ConversationSummary> list(View view, String channel, String text, int page, int limit) {
        return world.inTransaction(() -> conversations()
                .list(world.workspaceId, new ConversationFilter(view, channel, text, null), Paging.page(page, limit)));
    }

    private static List<String> names(Page<ConversationSummary> page) {
        return page.items().stream().map(ConversationSummary::contactName).toList();
    }
}
