package io.fractal.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.database.Paging;
import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundContext.OptOut;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsentsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String PERSON = MessagingWorld.PERSON;

    private MessagingWorld world;
    private Consents consents;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        consents = world.get(Consents.class);
    }

    @Test
    void aKeywordIsInForceInTheCommitThatKeepsItsMessageAndShowsWhatCausedIt() {
        world.whatsapp("SM1", PERSON, "Marlene Vogt", "Hallo");
        world.whatsapp("SM2", PERSON, "Marlene Vogt", " Stopp! ");

        assertEquals(ConsentState.REVOKED, state(ChannelType.WHATSAPP, PERSON));
        UUID message = UUID.fromString(world.texts("select id::text as t from message where body like '%Stopp%'")
                .get(0));
        ConsentView view = view().get(0);
        assertEquals(message, view.messageId());
        assertEquals(ConsentSource.KEYWORD, view.source());
        assertEquals(Optional.of(OptOut.STOP), consents.askedBy(world.workspaceId, message));
        assertEquals(
                List.of("message.received", "consent.updated"),
                world.texts("select type as t from event where message_id = ? order by position", message));
        assertEquals(
                1,
                world.count("select count(distinct transaction_id) as n from event where message_id = ?", message),
                "nobody can read the message without the consent that it changed");
        assertEquals(
                List.of("REVOKED WHATSAPP"),
                world.texts(
                        "select (data ->> 'state') || ' ' || (data ->> 'channelType') as t from event e"
                                + " where type = 'consent.updated' and conversation_id is not null and contact_id is not null"));
    }

    @Test
    void theSameKeywordAgainChangesNothingAndIsKeptInTheHistory() {
        world.whatsapp("SM1", PERSON, "Marlene Vogt", "STOP");
        world.whatsapp("SM1", PERSON, "Marlene Vogt", "STOP");
        world.whatsapp("SM2", PERSON, "Marlene Vogt", "stop");

        assertEquals(1, world.count("select count(*) as n from event where type = 'consent.updated'"));
        assertEquals(2, world.count("select count(*) as n from consent_event"), "one for each message");
        assertEquals(1, answers(), "the second says nothing new");
    }

    @Test
    void whereTheProviderActsOnKeywordsItsOrdinaryWordsCountAndFractalDoesNotAnswerToo() {
        providerAnswersSms();

        world.sms("SM1", PERSON, "yes");
        assertEquals(ConsentState.UNKNOWN, state(ChannelType.SMS, PERSON), "nothing to take back");
        world.sms("SM2", PERSON, "Cancel");
        assertEquals(ConsentState.REVOKED, state(ChannelType.SMS, PERSON));
        world.sms("SM3", PERSON, "Yes");
        assertEquals(ConsentState.GRANTED, state(ChannelType.SMS, PERSON));
        world.sms("SM4", PERSON, "HELP");

        assertEquals(0, answers());
    }

    @Test
    void whereItDoesNotOrdinaryWordsAreOrdinary() {
        world.whatsapp("SM1", PERSON, "Marlene Vogt", "Cancel");
        world.whatsapp("SM2", PERSON, "Marlene Vogt", "Info");
        assertEquals(0, world.count("select count(*) as n from consent_event"));

        world.whatsapp("SM3", PERSON, "Marlene Vogt", "Abmelden");
        world.whatsapp("SM4", PERSON, "Marlene Vogt", "yes");
        assertEquals(ConsentState.REVOKED, state(ChannelType.WHATSAPP, PERSON));
        world.whatsapp("SM5", PERSON, "Marlene Vogt", "start");
        assertEquals(ConsentState.GRANTED, state(ChannelType.WHATSAPP, PERSON));
        assertEquals(2, answers());
    }

    @Test
    void whatTheProviderRecognisedBeatsTheText() {
        providerAnswersSms();

        world.webhook(Map.of(
                "MessageSid",
                "SM1",
                "From",
                PERSON,
                "To",
                MessagingWorld.SMS_SENDER,
                "Body",
                "Basta",
                "OptOutType",
                "STOP"));
        assertEquals(ConsentState.REVOKED, state(ChannelType.SMS, PERSON));
        assertEquals(ConsentSource.PROVIDER, view().get(0).source());

        world.webhook(Map.of(
                "MessageSid",
                "SM2",
                "From",
                PERSON,
                "To",
                MessagingWorld.SMS_SENDER,
                "Body",
                "STOP",
                "OptOutType",
                "HELP"));
        world.webhook(Map.of(
                "MessageSid",
                "SM3",
                "From",
                PERSON,
                "To",
                MessagingWorld.SMS_SENDER,
                "Body",
                "STOP",
                "OptOutType",
                "START"));
        assertEquals(ConsentState.GRANTED, state(ChannelType.SMS, PERSON));
        assertEquals(0, answers());
    }

    @Test
    void twoMachinesThatAnswerEachOtherAreNotAnsweredForEver() {
        for (int i = 0; i < 10; i++) {
            world.whatsapp("SM" + i, PERSON, "Robot", i % 2 == 0 ? "STOP" : "START");
        }
        assertEquals(3, answers());

        world.clock.advance(java.time.Duration.ofHours(25));
        world.whatsapp("SM11", PERSON, "Robot", "STOP");
        assertEquals(4, answers());
    }

    @Test
    void smsMmsAndRcsAreOneAndSoAreAllSpellingsOfANumberButNotOtherChannelsOrWorkspaces() {
        inTransaction(() -> consents.revoke(world.workspaceId, change(ChannelType.MMS, "+5215512345678")));

        for (ChannelType channel : List.of(ChannelType.SMS, ChannelType.MMS, ChannelType.RCS)) {
            assertEquals(ConsentState.REVOKED, state(channel, "+525512345678"));
        }
        assertEquals(ConsentState.UNKNOWN, state(ChannelType.WHATSAPP, "+525512345678"));
        assertEquals(
                ConsentState.UNKNOWN,
                world.inTransaction(() -> consents.state(UUID.randomUUID(), ChannelType.SMS, "+525512345678")));
        assertEquals(
                Map.of("+525512345678", ConsentState.REVOKED),
                world.inTransaction(() -> consents.states(
                        world.workspaceId, ChannelType.SMS, List.of("+525512345678", "+491713920002"))));
    }

    @Test
    void whatIsKnownAlreadyIsNotToldAgain() {
        world.sms("SM1", PERSON, "Hallo");
        for (int i = 0; i < 3; i++) {
            inTransaction(() -> consents.revoke(world.workspaceId, change(ChannelType.SMS, PERSON)));
        }
        inTransaction(() -> consents.grant(world.workspaceId, change(ChannelType.SMS, PERSON)));

        assertEquals(2, world.count("select count(*) as n from event where type = 'consent.updated'"));
        List<ConsentEventView> history = world.inTransaction(
                        () -> consents.history(world.workspaceId, contact(), Paging.page(1, 10)))
                .items();
        assertEquals(
                Set.of(ConsentState.GRANTED, ConsentState.REVOKED),
                Set.copyOf(history.stream().map(ConsentEventView::state).toList()));
        assertEquals(2, history.size());
        assertEquals(
                0,
                world.inTransaction(() -> consents.history(UUID.randomUUID(), contact(), Paging.page(1, 10)))
                        .total());
    }

    @Test
    void manyStopsAtOnceAreOneChange() throws Exception {
        world.whatsapp("SM0", PERSON, "Marlene Vogt", "Hallo");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            threads.invokeAll(IntStream.range(1, 9)
                            .mapToObj(i ->
                                    (Callable<Object>) () -> world.whatsapp("SM" + i, PERSON, "Marlene Vogt", "STOP"))
                            .toList())
                    .forEach(future -> assertTrue(future.isDone()));
        } finally {
            threads.shutdownNow();
        }
        assertEquals(8, world.count("select count(*) as n from consent_event"));
        assertEquals(1, world.count("select count(*) as n from event where type = 'consent.updated'"));
        assertEquals(1, answers());
    }

    @Test
    void anOrdinaryMessageLeavesNoTrace() {
        world.sms("SM1", PERSON, "Please don't stop!");

        assertEquals(0, world.count("select count(*) as n from consent_event"));
        assertFalse(view().stream().anyMatch(consent -> consent.state() != ConsentState.UNKNOWN));
    }

    private ConsentState state(ChannelType channel, String address) {
        return world.inTransaction(() -> consents.state(world.workspaceId, channel, address));
    }

    private List<ConsentView> view() {
        return world.inTransaction(() -> consents.of(world.workspaceId, contact()));
    }

    private UUID contact() {
        return UUID.fromString(world.texts("select id::text as t from contact").get(0));
    }

    private long answers() {
        return world.count("select count(*) as n from outbox where kind = 'consent-answer'");
    }

    private void providerAnswersSms() {
        world.provider.capabilities =
                new Capabilities(Optional.empty(), false, false, false, Optional.empty(), Set.of(ChannelType.SMS));
    }

    private void inTransaction(Runnable work) {
        DATABASE.doInTransaction(work);
    }

    private static ConsentChange change(ChannelType channel, String address) {
        return new ConsentChange(channel, address, ConsentSource.API, null, null, "because");
    }
}
