package io.fractal.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Sql;
import io.fractal.outbox.Lane;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.SendReceipt;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReconciliationsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private Reconciliations reconciliations;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        reconciliations = world.get(Reconciliations.class);
    }

    @Test
    void whatTheProviderKnowsBecomesPartOfTheHistory() {
        UUID quiet = handedOver("SM1");
        world.clock.advance(Duration.ofHours(2));
        world.provider.onFetch = Optional.of(receipt("SM1", DeliveryStatus.DELIVERED, "delivered"));

        ReconciliationView pass = run(reconciliations.start(world.workspaceId, null, null));

        assertEquals("COMPLETED", pass.status());
        assertEquals(1, pass.examined());
        assertEquals(1, pass.changed());
        assertEquals("DELIVERED", message(quiet).status());
        assertEquals(
                List.of("LOOKUP"),
                world.texts(
                        "select source as t from status_event where message_id = ? and status = 'DELIVERED'", quiet));
    }

    @Test
    void whatIsAtRestOrHasJustMovedIsNotAskedAbout() {
        handedOver("SM1");
        world.report("SM1", "delivered");
        world.clock.advance(Duration.ofHours(1));
        handedOver("SM2");

        assertEquals(
                0, run(reconciliations.start(world.workspaceId, null, null)).examined());
    }

    @Test
    void aProviderThatKnowsNothingNewChangesNothingAndOneThatCannotBeAskedIsCounted() {
        handedOver("SM1");
        world.clock.advance(Duration.ofHours(1));
        world.provider.onFetch = Optional.of(receipt("SM1", DeliveryStatus.QUEUED, "queued"));
        ReconciliationView unchanged = run(reconciliations.start(world.workspaceId, null, null));
        assertEquals(1, unchanged.unchanged());

        world.provider.onFetch = Optional.empty();
        assertEquals(
                1, run(reconciliations.start(world.workspaceId, null, null)).unreachable());
    }

    @Test
    void aMessageThatNobodyWorksOnIsWorkedOnAgain() {
        UUID lost = world.send(MessagingWorld.PERSON, "Liegen geblieben");
        world.inTransaction(() -> Sql.on(DATABASE.entities())
                .update(
                        "update outbox set state = 'DEAD', finished_at = ? where subject_id = ?",
                        world.clock.instant(),
                        lost));
        world.clock.advance(Duration.ofHours(1));

        ReconciliationView pass = run(reconciliations.start(world.workspaceId, null, null));

        assertEquals(1, pass.takenUp());
        assertEquals(
                1, world.count("select count(*) as n from outbox where subject_id = ? and state = 'PENDING'", lost));
    }

    @Test
    void aLongPassGoesOnWhereItWasAndAsksAboutEachMessageOnce() {
        for (int i = 0; i < 120; i++) {
            handedOver("SM" + i);
        }
        world.clock.advance(Duration.ofHours(1));
        world.provider.onFetch = Optional.of(receipt("SM", DeliveryStatus.SENT, "sent"));

        ReconciliationView pass = run(reconciliations.start(world.workspaceId, null, null));

        assertEquals(120, pass.examined());
        assertEquals(120, pass.changed());
    }

    @Test
    void aNightHasOnePassHoweverManyNodesBeginIt() {
        assertEquals(1, reconciliations.startNightly());
        assertEquals(0, reconciliations.startNightly());
        world.clock.advance(Duration.ofDays(1));
        assertEquals(1, reconciliations.startNightly());
    }

    @Test
    void aSpanThatIsNoneAndAnotherWorkspacesPassAreRefused() {
        assertThrows(
                InvalidRequestException.class,
                () -> reconciliations.start(world.workspaceId, world.clock.instant(), world.clock.instant()));
        ReconciliationView pass = reconciliations.start(world.workspaceId, null, null);
        assertThrows(ReconciliationNotFoundException.class, () -> reconciliations.find(UUID.randomUUID(), pass.id()));
    }

    private UUID handedOver(String sid) {
        world.provider.onSend = message -> FakeProvider.receipt(sid);
        UUID id = world.send(MessagingWorld.PERSON, "Hallo " + sid);
        world.dispatch(id);
        return id;
    }

    private ReconciliationView run(ReconciliationView pass) {
        ReconciliationHandler handler = world.get(ReconciliationHandler.class);
        OutboxWork work = new OutboxWork(
                UUID.randomUUID(),
                world.workspaceId,
                "reconcile",
                pass.id(),
                pass.id(),
                Lane.BULK,
                1,
                false,
                world.clock.instant());
        OutboxResult result = handler.handle(work);
        while (result instanceof OutboxResult.RetryAt) {
            result = handler.handle(work);
        }
        return reconciliations.find(world.workspaceId, pass.id());
    }

    private static SendReceipt receipt(String sid, DeliveryStatus status, String word) {
        return new SendReceipt(sid, status, word, Optional.empty(), Optional.empty(), Map.of("status", word));
    }

    private MessageView message(UUID id) {
        return world.get(Messages.class).findAll(world.workspaceId, List.of(id)).get(0);
    }
}
