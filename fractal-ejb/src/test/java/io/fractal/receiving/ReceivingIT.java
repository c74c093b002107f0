package io.fractal.receiving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.conversations.ConversationFilter;
import io.fractal.conversations.ConversationFilter.View;
import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.Conversations;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Paging;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceivingIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @Test
    void aMessageMakesContactConversationMessageHistoryAndEventsInOneGo() {
        assertEquals(
                200,
                world.whatsapp("SM1", MessagingWorld.PERSON, "Marlene Vogt", "Hallo,\n ist der Tisch da?")
                        .status());

        ConversationSummary conversation = conversations().get(0);
        assertEquals("Marlene Vogt", conversation.contactName());
        assertEquals(1, conversation.unreadCount());
        assertEquals("Hallo, ist der Tisch da?", conversation.lastMessagePreview());
        assertEquals("WHATSAPP", conversation.channelType());
        assertEquals("RECEIVED", conversation.lastMessageStatus());
        MessageView message = thread(conversation).get(0);
        assertEquals(1, message.sequence());
        assertEquals("Hallo,\n ist der Tisch da?", message.body());
        assertEquals(MessagingWorld.PERSON, message.from());
        assertEquals(MessagingWorld.WHATSAPP_SENDER, message.to());
        assertEquals("SM1", message.providerMessageId());
        assertEquals(
                List.of("RECEIVED WEBHOOK Marlene Vogt"),
                world.texts(
                        "select status || ' ' || source || ' ' || (raw_payload ->> 'ProfileName') as t from status_event"));
        assertEquals(
                List.of("contact.created", "conversation.created", "message.received"),
                world.texts("select type as t from event order by position"));
    }

    @Test
    void theSameWebhookTenTimesAtOnceIsOneMessageAndTenAcknowledgements() throws Exception {
        List<Integer> answers = atOnce(
                10, i -> () -> world.sms("SM1", MessagingWorld.PERSON, "Hallo").status());

        assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 200, 200, 200), answers);
        assertEquals(1, world.count("select count(*) as n from message"));
        assertEquals(1, world.count("select count(*) as n from status_event"));
        assertEquals(1, world.count("select count(*) as n from event where type = 'message.received'"));
        assertEquals(1, conversations().get(0).unreadCount());
    }

    @Test
    void firstMessagesOfOnePersonAtOnceOnTwoChannelsMakeOneContactAndOneConversation() throws Exception {
        atOnce(
                8,
                i -> () -> i % 2 == 0
                        ? world.sms("SM" + i, MessagingWorld.PERSON, "SMS " + i)
                        : world.whatsapp("SM" + i, MessagingWorld.PERSON, "Marlene Vogt", "WhatsApp " + i));

        assertEquals(1, world.count("select count(*) as n from contact"));
        assertEquals(2, world.count("select count(*) as n from contact_address"));
        assertEquals(1, world.count("select count(*) as n from contact_address where is_primary"));
        assertEquals(1, conversations().size());
        assertEquals(8, conversations().get(0).unreadCount());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L),
                thread(conversations().get(0)).stream()
                        .map(MessageView::sequence)
                        .toList());
    }

    @Test
    void someoneWithoutAProfileNameIsCalledByTheNumberAsPeopleWriteIt() {
        world.sms("SM1", MessagingWorld.PERSON, "Hallo");

        assertEquals("+49 171 3920001", conversations().get(0).contactName());
    }

    @Test
    void everyAttachmentOfAMessageIsKeptInOrder() {
        world.webhook(Map.of(
                "MessageSid",
                "MM1",
                "From",
                MessagingWorld.PERSON,
                "To",
                MessagingWorld.SMS_SENDER,
                "Body",
                "",
                "NumMedia",
                "2",
                "MediaUrl0",
                "https://example.org/a",
                "MediaContentType0",
                "image/png",
                "MediaUrl1",
                "https://example.org/b",
                "MediaContentType1",
                "image/jpeg"));

        MessageView message = thread(conversations().get(0)).get(0);
        assertEquals("MMS", message.channelType());
        assertEquals(
                List.of("https://example.org/a", "https://example.org/b"),
                message.media().stream().map(media -> media.url()).toList());
        assertEquals(null, conversations().get(0).lastMessagePreview());
    }

    @Test
    void aWrongSignatureStoresNothing() {
        Map<String, String> parameters = Map.of(
                "AccountSid",
                MessagingWorld.ACCOUNT,
                "MessageSid",
                "SM1",
                "From",
                "+491",
                "To",
                MessagingWorld.SMS_SENDER);

        assertThrows(InvalidSignatureException.class, () -> world.receive(FakeProvider.webhook(parameters, "bad")));

        assertEquals(0, world.count("select count(*) as n from message"));
        assertEquals(0, world.count("select count(*) as n from event"));
    }

    @Test
    void anAccountThatIsNotOursIsRefused() {
        assertThrows(
                UnknownAccountException.class,
                () -> world.webhook(Map.of("AccountSid", "AC_OTHER", "MessageSid", "SM1")));
    }

    @Test
    void aMessageToAnAddressThatIsNotOursIsParkedOnceAndComesInWhenTheAddressIsAdopted() {
        Map<String, String> first =
                Map.of("MessageSid", "SM1", "From", MessagingWorld.PERSON, "To", "+4915799900009", "Body", "Erste");
        assertEquals(200, world.webhook(first).status());
        assertEquals(200, world.webhook(first).status());
        world.webhook(
                Map.of("MessageSid", "SM2", "From", MessagingWorld.PERSON, "To", "+4915799900009", "Body", "Zweite"));

        UnassignedMessages unassigned = world.get(UnassignedMessages.class);
        assertEquals(0, conversations().size());
        assertEquals(2, world.inTransaction(() -> unassigned.count(world.workspaceId)));
        assertEquals(2, world.count("select count(*) as n from event where type = 'unassigned.received'"));
        assertEquals(
                "Zweite",
                world.inTransaction(() -> unassigned.list(world.workspaceId, Paging.page(1, 10)))
                        .items()
                        .get(0)
                        .body());

        assertEquals(2, world.inTransaction(() -> unassigned.adopt(world.workspaceId, "+4915799900009", "SMS")));

        assertEquals(0, world.inTransaction(() -> unassigned.count(world.workspaceId)));
        assertEquals(
                List.of("Erste", "Zweite"),
                thread(conversations().get(0)).stream().map(MessageView::body).toList());
        world.webhook(first);
        assertEquals(2, world.count("select count(*) as n from message"), "a late repetition is still recognised");
    }

    @Test
    void aClosedAndArchivedConversationComesBackWhenItsContactWrites() {
        world.sms("SM1", MessagingWorld.PERSON, "Hallo");
        world.texts("update conversation set state = 'CLOSED', archived = true returning state as t");

        world.sms("SM2", MessagingWorld.PERSON, "Noch etwas");

        assertEquals("OPEN", conversations().get(0).state());
        assertEquals(2, conversations().get(0).unreadCount());
    }

    @Test
    void whatReactsToAMessageIsCommittedWithItAndSeesNoRepetition() {
        List<ReceivedMessage> seen = new ArrayList<>();
        world.react(batch -> {
            seen.addAll(batch);
            world.texts("update contact set locale = 'de' returning locale as t");
        });

        world.whatsapp("SM1", MessagingWorld.PERSON, "Marlene Vogt", "STOPP");
        world.whatsapp("SM1", MessagingWorld.PERSON, "Marlene Vogt", "STOPP");

        assertEquals(1, seen.size());
        ReceivedMessage message = seen.get(0);
        assertEquals(world.workspaceId, message.workspaceId());
        assertEquals(MessagingWorld.PERSON, message.from());
        assertEquals(MessagingWorld.WHATSAPP_SENDER, message.to());
        assertEquals("STOPP", message.inbound().body());
        assertEquals(
                1,
                world.count(
                        "select count(*) as n from message m join contact c on c.id = m.contact_id where m.id = ?"
                                + " and m.conversation_id = ? and c.id = ? and m.provider_account_id = ? and c.locale = 'de'",
                        message.messageId(),
                        message.conversationId(),
                        message.contactId(),
                        message.accountId()));
    }

    @Test
    void nothingOfAMessageIsKeptWhenSomethingThatReactsToItFails() {
        AtomicBoolean broken = new AtomicBoolean(true);
        world.react(batch -> {
            if (broken.get()) {
                throw new IllegalStateException("The test says so");
            }
        });

        assertThrows(RuntimeException.class, () -> world.sms("SM1", MessagingWorld.PERSON, "Hallo"));
        assertEquals(0, world.count("select count(*) as n from message"));
        assertEquals(0, world.count("select count(*) as n from contact"));

        broken.set(false);
        assertEquals(200, world.sms("SM1", MessagingWorld.PERSON, "Hallo").status());
        assertEquals(1, world.count("select count(*) as n from message"));
    }

    @Test
    void manyMessagesOfManyPeopleAtOnceAreEachKeptOnceAndOneThatCannotBeKeptHarmsOnlyItself() throws Exception {
        world.react(batch -> batch.forEach(message -> {
            if (message.inbound().body().equals("poison")) {
                throw new IllegalStateException("The test says so");
            }
        }));

        List<String> outcomes = atOnce(30, i -> () -> {
            try {
                // each third webhook is a repetition of the one before it
                String sid = "SM" + (i % 3 == 2 ? i - 1 : i);
                return world.sms(sid, person(i % 3 == 2 ? i - 1 : i), i == 6 ? "poison" : "Hallo")
                                .status() + "";
            } catch (RuntimeException failure) {
                return "failed";
            }
        });

        assertEquals(29, outcomes.stream().filter("200"::equals).count(), outcomes.toString());
        assertEquals(19, world.count("select count(*) as n from message"));
        assertEquals(19, world.count("select count(*) as n from status_event"));
        assertEquals(19, world.count("select count(*) as n from event where type = 'message.received'"));
        assertEquals(5, world.count("select count(*) as n from contact"));
        assertEquals(5, world.count("select count(*) as n from event where type = 'conversation.created'"));
        assertEquals(19, world.count("select sum(unread_count) as n from conversation"));
        assertEquals(
                0,
                world.count("select count(*) as n from conversation c where message_count <>"
                        + " (select max(sequence) from message m where m.conversation_id = c.id)"
                        + " or message_count <> (select count(*) from message m where m.conversation_id = c.id)"));
    }

    private static String person(int i) {
        return MessagingWorld.PERSON.substring(0, MessagingWorld.PERSON.length() - 1) + i % 5;
    }

    @Test
    void reportsOnManyMessagesAtOnceAreAllKeptAndRepetitionsOnce() throws Exception {
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UUID id = world.send(person(i), "Hallo");
            world.dispatch(id);
            sent.add(id);
        }
        List<String> words = List.of("sent", "delivered", "read", "sent", "delivered", "read");

        List<Integer> answers = atOnce(
                24,
                i -> () -> world.report("SM" + (1 + i % 4), words.get(i / 4)).status());

        assertEquals(24, answers.stream().filter(status -> status == 200).count());
        assertEquals(4, world.count("select count(*) as n from message where status = 'READ'"));
        assertEquals(12, world.count("select count(*) as n from status_event where source = 'CALLBACK'"));
        assertEquals(4, world.count("select count(*) as n from outbox where kind = 'price'"));
        assertEquals(0, world.count("select count(*) as n from parked_status"));
    }

    private List<ConversationSummary> conversations() {
        return world.inTransaction(() -> world.get(Conversations.class)
                .list(world.workspaceId, new ConversationFilter(View.ALL, null, null, null), Paging.page(1, 50))
                .items());
    }

    private List<MessageView> thread(ConversationSummary conversation) {
        return world.inTransaction(
                () -> world.get(Messages.class).thread(world.workspaceId, conversation.id(), null, 50));
    }

    private static <T> List<T> atOnce(int times, java.util.function.IntFunction<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                calls.add(work.apply(i));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
