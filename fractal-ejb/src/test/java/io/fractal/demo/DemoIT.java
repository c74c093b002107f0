package io.fractal.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.conversations.ConversationFilter;
import io.fractal.conversations.ConversationFilter.View;
import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.Conversations;
import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.MessageFilter;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Paging;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DemoIT {

    private static final Map<String, String> SANDBOX =
            Map.of("FRACTAL_SANDBOX", "on", "TWILIO_ACCOUNT_SID", "", "TWILIO_AUTH_TOKEN", "");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Test
    void anEmptyDatabaseWithTheSandboxOnGetsALivingInboxOnce() {
        MessagingWorld world = new MessagingWorld(DATABASE, SANDBOX);
        run(world);
        run(world);

        List<ConversationSummary> conversations = world.inTransaction(() -> world.get(Conversations.class)
                .list(world.workspaceId, new ConversationFilter(View.ALL, null, null, null), Paging.page(1, 50))
                .items());
        assertEquals(25, conversations.size());
        assertEquals(9, conversations.stream().filter(c -> c.unreadCount() > 0).count());
        assertEquals("Marlene Vogt", conversations.get(0).contactName());
        assertTrue(conversations
                .get(0)
                .lastMessageAt()
                .isAfter(world.clock.instant().minus(Duration.ofMinutes(10))));
        long messages = world.count("select count(*) as n from message");
        assertTrue(messages >= 180 && messages <= 220, messages + " messages");
        assertEquals(0, world.count("select count(*) as n from outbox"), "the demo sends nothing");
        assertEquals(0, world.count("select count(*) as n from message where created_at > ?", world.clock.instant()));
    }

    @Test
    void everyStatusHasAHistoryThatExplainsIt() {
        MessagingWorld world = new MessagingWorld(DATABASE, SANDBOX);
        run(world);

        List<String> statuses = world.texts("select distinct status as t from message order by 1");
        assertEquals(List.of("DELIVERED", "FAILED", "READ", "RECEIVED", "SENT", "UNDELIVERED"), statuses);
        MessageView failed = world.inTransaction(() -> world.get(Messages.class)
                .list(
                        world.workspaceId,
                        new MessageFilter(null, null, null, null, Set.of("FAILED"), null, null, null),
                        Paging.page(1, 5))
                .items()
                .get(0));
        assertEquals("30003", failed.errorCode());
        MessageDetail detail = detail(world, failed.id());
        assertEquals(
                List.of("QUEUED", "QUEUED", "FAILED"),
                detail.statusHistory().stream().map(event -> event.status()).toList());
        assertTrue(detail.statusHistory().get(2).rawPayloadJson().contains("\"ErrorCode\": \"30003\""));
        assertEquals("TAKEN", detail.attempts().get(0).outcome());
        assertEquals(
                0,
                world.count(
                        "select count(*) as n from message where status = 'READ'"
                                + " and (price is null or sent_at is null or delivered_at <= sent_at or read_at <= delivered_at)"));
        assertNotNull(failed.providerMessageId());
    }

    @Test
    void aDatabaseThatHoldsAnythingOfItsOwnIsLeftAlone() {
        MessagingWorld world = new MessagingWorld(DATABASE, SANDBOX);
        world.inTransaction(() -> world.get(io.fractal.contacts.ContactBook.class)
                .at(
                        world.workspaceId,
                        new io.fractal.contacts.ReachedAt(io.fractal.spi.ChannelType.SMS, "+491713920099"),
                        java.util.Optional.of("Somebody"),
                        true));

        run(world);

        assertEquals(1, world.count("select count(*) as n from contact"));
    }

    @Test
    void withoutTheSandboxNothingIsWritten() {
        MessagingWorld world = new MessagingWorld(DATABASE);

        run(world);

        assertEquals(0, world.count("select count(*) as n from contact"));
    }

    private static void run(MessagingWorld world) {
        world.inTransaction(() -> {
            world.get(DemoBootstrap.class).run();
            return null;
        });
    }

    private static MessageDetail detail(MessagingWorld world, UUID id) {
        return world.inTransaction(
                () -> world.get(Messages.class).find(world.workspaceId, id).orElseThrow());
    }
}
