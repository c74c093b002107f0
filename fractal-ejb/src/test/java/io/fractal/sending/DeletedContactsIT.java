package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fractal.conversations.ContactDeletions;
import io.fractal.conversations.ContactDeletions.MessagesToo;
import io.fractal.outbox.OutboxResult;
import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeletedContactsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        world.provider.capabilities = new Capabilities(Optional.empty(), true, true, true, Optional.empty(), Set.of());
    }

    @Test
    void whatWasNotSentYetIsCanceledHereAtOnceAndAtItsProviderSoon() {
        UUID atProvider = world.send(MessagingWorld.PERSON, "Schon dort");
        world.dispatch(atProvider);
        UUID queued = world.send(MessagingWorld.PERSON, "Noch hier");
        UUID scheduled = world.send(
                        SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), Content.text("Geplant"))
                                .at(world.clock.instant().plus(Duration.ofDays(1))))
                .message()
                .id();
        UUID somebodyElses = world.send("+491713920077", "Bleibt");

        delete(MessagesToo.KEEP);

        assertEquals("CANCELED", status(queued));
        assertEquals("CANCELED", status(scheduled));
        assertEquals("QUEUED", status(somebodyElses));
        assertEquals(
                List.of("CONTACT_DELETED"),
                world.texts("select distinct error_code as t from message where status = 'CANCELED'"));
        assertEquals(
                List.of(atProvider.toString()),
                world.texts(
                        "select subject_id::text as t from outbox where kind = ? and state = 'PENDING'",
                        DeletedCancelHandler.KIND));
        assertInstanceOf(
                OutboxResult.Done.class,
                world.get(DeletedCancelHandler.class).handle(world.work(atProvider, 1, false)));
        assertEquals("CANCELED", status(atProvider));
        assertEquals(List.of("cancel SM1"), world.provider.asked);
        world.dispatch(queued);
        world.dispatch(scheduled);
        assertEquals(1, world.provider.received.size());
    }

    @Test
    void whatWasOnItsWayToADeletedContactIsNotSentAgainWhenItsProviderTurnsOutNotToHaveIt() {
        world.provider.onSend = message -> {
            throw new ProviderFailedException(
                    ErrorKind.OUTCOME_UNKNOWN, "no answer", Optional.empty(), Optional.empty(), null);
        };
        UUID unknown = world.send(MessagingWorld.PERSON, "Ist es angekommen?");
        world.dispatch(unknown);
        assertEquals("UNKNOWN", status(unknown));
        delete(MessagesToo.KEEP);

        world.provider.onLookUp = new Lookup.Absent();
        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(unknown));

        assertEquals("CANCELED", status(unknown));
        assertEquals(1, world.provider.received.size());
    }

    @Test
    void providersEraseWhatIsErasedHere() {
        UUID sent = world.send(MessagingWorld.PERSON, "Geheim 4711");
        world.dispatch(sent);
        world.report("SM1", "delivered");
        UUID queued = world.send(MessagingWorld.PERSON, "Geheim 4712");

        delete(MessagesToo.REDACT);

        assertEquals("CANCELED", status(queued));
        assertEquals(0, world.count("select count(*) as n from message where body like '%Geheim%'"));
        assertEquals(0, world.count("select count(*) as n from message where redacted_at is null"));
        assertEquals(
                List.of(sent.toString()),
                world.texts(
                        "select subject_id::text as t from outbox where kind = ? and state = 'PENDING'",
                        RedactHandler.KIND));
        assertInstanceOf(OutboxResult.Done.class, world.get(RedactHandler.class).handle(world.work(sent, 1, false)));
        assertEquals(List.of("redact SM1"), world.provider.asked);
    }

    @Test
    void whatIsKeptIsNotErasedAnywhere() {
        UUID sent = world.send(MessagingWorld.PERSON, "Rechnung");
        world.dispatch(sent);
        world.report("SM1", "delivered");

        delete(MessagesToo.KEEP);

        assertEquals("DELIVERED", status(sent));
        assertEquals(0, world.count("select count(*) as n from outbox where kind = ?", RedactHandler.KIND));
        assertEquals(1, world.count("select count(*) as n from message where body = 'Rechnung'"));
    }

    private void delete(MessagesToo messages) {
        UUID contact = UUID.fromString(world.texts(
                        "select contact_id::text as t from contact_address where address = ?", MessagingWorld.PERSON)
                .get(0));
        DATABASE.doInTransaction(
                () -> world.get(ContactDeletions.class).delete(world.workspaceId, contact, null, messages));
    }

    private String status(UUID id) {
        return world.texts("select status as t from message where id = ?", id).get(0);
    }
}
