package io.fractal.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.consent.ConsentChange;
import io.fractal.consent.ConsentSource;
import io.fractal.consent.Consents;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.outbox.OutboxClaims;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxWork;
import io.fractal.sending.Addressee;
import io.fractal.sending.Content;
import io.fractal.sending.SendHandler;
import io.fractal.sending.SendRequest;
import io.fractal.sending.Via;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkJobsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private BulkJobs jobs;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        jobs = world.get(BulkJobs.class);
    }

    @Test
    void everyRecipientGetsTheTextWithTheirOwnValues() {
        BulkJobView accepted =
                create("Guten Tag {{name}}, {{ amount }} €", named(0, "Nele", "7"), named(1, "Jo", "$1"));
        assertEquals(BulkStatus.RUNNING, accepted.status());
        assertEquals(new BulkCounts(2, 2, 0, 0, 0, 0, 0, 0), accepted.counts());

        workUntilNothingIsLeft();

        assertEquals(
                Map.of(number(0), "Guten Tag Nele, 7 €", number(1), "Guten Tag Jo, $1 €"),
                Map.of(sent(0).to(), sent(0).body(), sent(1).to(), sent(1).body()));
        assertEquals(2, world.provider.received.size());
        assertEquals(BulkStatus.COMPLETED, find(accepted).status());
        assertNotNull(find(accepted).finishedAt());
    }

    @Test
    void aTextOfTheirOwnGoesToWhoeverHasOne() {
        create(null, own(0, "Eins"), own(1, "Zwei"));

        workUntilNothingIsLeft();

        assertEquals(
                Set.of("Eins", "Zwei"),
                Set.copyOf(world.provider.received.stream()
                        .map(OutboundMessage::body)
                        .toList()));
    }

    @Test
    void whoCannotBeReachedIsLeftOutWithTheReasonAndStopsNobody() {
        UUID nobody = UUID.randomUUID();
        world.inTransaction(() -> {
            world.get(Consents.class)
                    .revoke(
                            world.workspaceId,
                            new ConsentChange(ChannelType.SMS, number(5), ConsentSource.API, null, null, null));
            return null;
        });
        BulkJobView job = create(
                "Hallo {{name}}",
                named(0, "A", ""),
                new NewRecipient("12", null, Map.of("name", "kurz"), null, null),
                new NewRecipient(null, nobody, Map.of("name", "niemand"), null, null),
                new NewRecipient("0" + number(0).substring(3), null, Map.of("name", "A noch einmal"), null, null),
                new NewRecipient(number(4), null, Map.of(), null, null),
                named(5, "Nein", ""),
                named(6, "Z", ""));

        workUntilNothingIsLeft();

        assertEquals(
                List.of(
                        "",
                        "INVALID_ADDRESS",
                        "UNKNOWN_CONTACT",
                        "DUPLICATE_RECIPIENT",
                        "VARIABLE_MISSING",
                        "RECIPIENT_OPTED_OUT",
                        ""),
                recipients(job).stream()
                        .map(recipient -> recipient.errorCode() == null ? "" : recipient.errorCode())
                        .toList());
        assertEquals(
                List.of(number(0), number(6)),
                world.provider.received.stream()
                        .map(OutboundMessage::to)
                        .sorted()
                        .toList());
        assertEquals(new BulkCounts(7, 2, 0, 0, 0, 0, 5, 0), find(job).counts());
        assertEquals(BulkStatus.COMPLETED, find(job).status());
        assertEquals(5, skipped(job).size());
        skipped(job).forEach(recipient -> assertNull(recipient.messageId()));
    }

    @Test
    void aMessageThatTheProviderRefusesFailsAloneAndIsReported() {
        world.provider.onSend = message -> {
            if (message.to().equals(number(1))) {
                throw new ProviderFailedException(
                        ErrorKind.REJECTED,
                        "refused",
                        Optional.of(new ProviderError("21211", Optional.of("Invalid number"))),
                        Optional.empty(),
                        null);
            }
            return FakeProvider.receipt("SM" + message.to().substring(1));
        };
        BulkJobView job = create("Hallo", at(0), at(1), at(2));

        workUntilNothingIsLeft();
        world.report("SM" + number(0).substring(1), "delivered");
        world.report("SM" + number(2).substring(1), "sent");

        assertEquals(new BulkCounts(3, 0, 1, 1, 1, 0, 0, 0), find(job).counts());
        BulkRecipientView failed = recipients(job).get(1);
        assertEquals(RecipientStatus.FAILED, failed.status());
        assertEquals("21211", failed.errorCode());
        assertEquals(
                List.of(1),
                jobs
                        .recipients(world.workspaceId, job.id(), RecipientStatus.FAILED, Paging.page(1, 10))
                        .items()
                        .stream()
                        .map(BulkRecipientView::index)
                        .toList());
    }

    @Test
    void contactsAreReachedWhereTheyAreKnown() {
        UUID contact = world.send(SendRequest.of(Addressee.at(number(7)).on("SMS"), Content.text("Erste Nachricht")))
                .message()
                .contactId();
        BulkJobView job = create("An alle", new NewRecipient(null, contact, Map.of(), null, null), at(7));

        workUntilNothingIsLeft();

        assertEquals(number(7), recipients(job).get(0).to());
        assertEquals("DUPLICATE_RECIPIENT", recipients(job).get(1).errorCode());
        assertEquals(2, world.provider.received.size());
    }

    @Test
    void onlyAFewHundredOfALargeJobWaitInTheOutbox() {
        BulkJobView job =
                create("Viele", IntStream.range(0, 700).mapToObj(BulkJobsIT::at).toArray(NewRecipient[]::new));

        for (int i = 0; i < 40; i++) {
            step("bulk");
            world.clock.advance(Duration.ofSeconds(2));
        }

        assertEquals(
                BulkHandler.MOST_WAITING,
                world.count("select count(*) as n from outbox where kind = 'send' and state = 'PENDING'"));
        assertEquals(BulkStatus.RUNNING, find(job).status());
        workUntilNothingIsLeft();
        assertEquals(700, world.provider.received.size());
        assertEquals(
                700,
                Set.copyOf(world.provider.received.stream()
                                .map(OutboundMessage::to)
                                .toList())
                        .size());
    }

    @Test
    void aPausedJobSendsNothingMoreUntilItIsResumed() {
        BulkJobView job = create("Pause", at(0), at(1), at(2));
        step("bulk");
        assertEquals(3, world.count("select count(*) as n from outbox where kind = 'send' and state = 'PENDING'"));

        assertEquals(BulkStatus.PAUSED, jobs.pause(world.workspaceId, job.id()).status());
        workUntilNothingIsLeft();
        assertEquals(0, world.provider.received.size());
        assertEquals(3, find(job).counts().pending());

        assertEquals(
                BulkStatus.RUNNING, jobs.resume(world.workspaceId, job.id()).status());
        workUntilNothingIsLeft();
        assertEquals(3, world.provider.received.size());
        assertEquals(BulkStatus.COMPLETED, find(job).status());
    }

    @Test
    void aCanceledJobTakesBackWhatWaitsAndMakesNothingMore() {
        BulkJobView job = create(
                "Doch nicht", IntStream.range(0, 400).mapToObj(BulkJobsIT::at).toArray(NewRecipient[]::new));
        step("bulk");
        workOnce("send", 10);
        int left = world.provider.received.size();

        jobs.cancel(world.workspaceId, job.id());
        workUntilNothingIsLeft();

        assertEquals(left, world.provider.received.size());
        BulkCounts counts = find(job).counts();
        assertEquals(400 - left, counts.canceled());
        assertEquals(BulkStatus.CANCELED, find(job).status());
        assertNotNull(find(job).finishedAt());
        assertThrows(BulkJobOverException.class, () -> jobs.resume(world.workspaceId, job.id()));
        assertEquals(0, world.count("select count(*) as n from outbox_hold"));
    }

    @Test
    void whatACanceledJobHadOnItsWayIsNotSentAgainWhenTheProviderTurnsOutNotToHaveIt() {
        world.provider.onSend = message -> {
            throw new ProviderFailedException(
                    ErrorKind.OUTCOME_UNKNOWN, "no answer", Optional.empty(), Optional.empty(), null);
        };
        BulkJobView job = create("Doch nicht", at(0), at(1));
        step("bulk");
        workOnce("send", 10);
        assertEquals(2, world.provider.received.size());
        jobs.cancel(world.workspaceId, job.id());
        workUntilNothingIsLeft();
        assertEquals(new BulkCounts(2, 0, 0, 0, 0, 0, 0, 2), find(job).counts(), "nobody knows yet");

        world.provider.onSend = message -> FakeProvider.receipt("SM" + message.id());
        world.provider.onLookUp = new Lookup.Absent();
        world.clock.advance(Duration.ofMinutes(5));
        workUntilNothingIsLeft();

        assertEquals(2, world.provider.received.size(), "nothing was sent again");
        assertEquals(
                List.of(RecipientStatus.CANCELED, RecipientStatus.CANCELED),
                recipients(job).stream().map(BulkRecipientView::status).toList());
        assertEquals("BULK_JOB_CANCELED", recipients(job).get(0).errorCode());
    }

    @Test
    void nothingGoesOutBeforeItsTime() {
        Instant tomorrow = world.clock.instant().plus(Duration.ofDays(1));
        BulkJobView job = jobs.create(world.workspaceId, job("Morgen", tomorrow, List.of(at(0))));
        assertEquals(BulkStatus.SCHEDULED, job.status());

        workOnce("bulk", 10);
        assertEquals(0, world.provider.received.size());
        world.clock.advance(Duration.ofDays(1));
        workUntilNothingIsLeft();

        assertEquals(1, world.provider.received.size());
        assertEquals(BulkStatus.COMPLETED, find(job).status());
    }

    @Test
    void workThatComesAgainAfterACrashMakesNoMessageTwice() {
        BulkJobView job = create("Einmal", at(0), at(1), at(2));
        BulkMessages messages = world.get(BulkMessages.class);
        messages.make(job.id(), 0);
        messages.make(job.id(), 0);
        messages.make(job.id(), 1);

        workUntilNothingIsLeft();

        assertEquals(3, world.count("select count(*) as n from message where direction = 'OUTBOUND'"));
        assertEquals(3, world.provider.received.size());
    }

    @Test
    void whatIsWrongInItselfIsToldByNameAndNothingIsKept() {
        assertEquals(
                List.of("recipients[0].to", "recipients[1].to", "recipients[2].body"),
                fields(job(
                        "Text",
                        null,
                        List.of(
                                new NewRecipient(null, null, Map.of(), null, null),
                                new NewRecipient(number(0), UUID.randomUUID(), Map.of(), null, null),
                                new NewRecipient(number(1), null, Map.of(), "x".repeat(1601), null)))));
        assertEquals(List.of("recipients[0].body"), fields(job(null, null, List.of(at(0)))));
        assertEquals(List.of("recipients"), fields(job("Text", null, List.of())));
        assertEquals(
                List.of("scheduledAt"), fields(job("Text", world.clock.instant().minusSeconds(1), List.of(at(0)))));
        assertEquals(0, world.count("select count(*) as n from bulk_job"));
    }

    @Test
    void anotherWorkspacesJobDoesNotExist() {
        BulkJobView job = create("Text", at(0));
        UUID other = UUID.randomUUID();

        assertThrows(BulkJobNotFoundException.class, () -> jobs.find(other, job.id()));
        assertThrows(BulkJobNotFoundException.class, () -> jobs.pause(other, job.id()));
        assertThrows(BulkJobNotFoundException.class, () -> jobs.cancel(other, job.id()));
        assertThrows(BulkJobNotFoundException.class, () -> jobs.recipients(other, job.id(), null, Paging.page(1, 10)));
        assertEquals(List.of(), jobs.recipientsAfter(other, job.id(), -1, 10));
        assertEquals(List.of(), jobs.list(other, Paging.page(1, 10)).items());
    }

    @Test
    void listsAreReadOnFromACursor() {
        BulkJobView first = create("Eins", at(0), at(1), at(2), at(3), at(4));
        BulkJobView second = create("Zwei", at(0));
        Page<BulkJobView> newest = jobs.list(world.workspaceId, Paging.page(1, 1));
        assertEquals(second.id(), newest.items().get(0).id());
        assertEquals(
                first.id(),
                jobs.list(world.workspaceId, Paging.after(newest.next(), 1))
                        .items()
                        .get(0)
                        .id());

        List<Integer> read = new ArrayList<>();
        Page<BulkRecipientView> page = jobs.recipients(world.workspaceId, first.id(), null, Paging.page(1, 2));
        page.items().forEach(recipient -> read.add(recipient.index()));
        while (page.next() != null) {
            page = jobs.recipients(world.workspaceId, first.id(), null, Paging.after(page.next(), 2));
            page.items().forEach(recipient -> read.add(recipient.index()));
        }
        assertEquals(List.of(0, 1, 2, 3, 4), read);
    }

    @Test
    void fiftyThousandRecipientsAreTakenInOneRequest() {
        BulkJobView job = create(
                "Alle",
                IntStream.range(0, NewBulkJob.MOST_RECIPIENTS)
                        .mapToObj(BulkJobsIT::at)
                        .toArray(NewRecipient[]::new));

        assertEquals(NewBulkJob.MOST_RECIPIENTS, job.counts().total());
        assertEquals(NewBulkJob.MOST_RECIPIENTS, job.counts().pending());
        assertTrue(world.count("select count(*) as n from outbox") == 1, "nothing waits before its turn");
    }

    private BulkJobView create(String body, NewRecipient... recipients) {
        return jobs.create(world.workspaceId, job(body, null, List.of(recipients)));
    }

    private static NewBulkJob job(String body, Instant time, List<NewRecipient> recipients) {
        return new NewBulkJob(
                "Test", "SMS", new NewBulkJob.Text(body, null), Via.ANY, time, null, null, null, recipients);
    }

    private static String number(int index) {
        return "+49171%07d".formatted(3000000 + index);
    }

    private static NewRecipient at(int index) {
        return new NewRecipient(number(index), null, Map.of(), null, null);
    }

    private static NewRecipient own(int index, String body) {
        return new NewRecipient(number(index), null, Map.of(), body, null);
    }

    private static NewRecipient named(int index, String name, String amount) {
        return new NewRecipient(number(index), null, Map.of("name", name, "amount", amount), null, null);
    }

    private List<String> fields(NewBulkJob job) {
        return assertThrows(InvalidRequestException.class, () -> jobs.create(world.workspaceId, job)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private BulkJobView find(BulkJobView job) {
        return jobs.find(world.workspaceId, job.id());
    }

    private List<BulkRecipientView> recipients(BulkJobView job) {
        return jobs.recipients(world.workspaceId, job.id(), null, Paging.page(1, 100))
                .items();
    }

    private List<BulkRecipientView> skipped(BulkJobView job) {
        return jobs.recipients(world.workspaceId, job.id(), RecipientStatus.SKIPPED, Paging.page(1, 100))
                .items();
    }

    private OutboundMessage sent(int index) {
        Predicate<OutboundMessage> to = message -> message.to().equals(number(index));
        return world.provider.received.stream().filter(to).findFirst().orElseThrow();
    }

    /** The dispatcher comes round until all that is left lies far ahead. */
    private void workUntilNothingIsLeft() {
        int idle = 0;
        while (idle < 3) {
            boolean busy = workOnce("bulk", 10) | workOnce("send", 500);
            idle = busy
                            && world.count(
                                            "select count(*) as n from outbox where state = 'PENDING' and kind in ('bulk', 'send')"
                                                    + " and available_at <= ?",
                                            world.clock.instant().plusSeconds(2))
                                    > 0
                    ? 0
                    : idle + 1;
            world.clock.advance(Duration.ofSeconds(1));
        }
    }

    private void step(String kind) {
        workOnce(kind, 10);
    }

    private boolean workOnce(String kind, int limit) {
        OutboxClaims claims = world.get(OutboxClaims.class);
        OutboxHandler handler = kind.equals("bulk") ? world.get(BulkHandler.class) : world.get(SendHandler.class);
        List<OutboxWork> claimed = claims.claim(Set.of(kind), limit);
        claimed.forEach(work -> claims.complete(work, handler.handle(work)));
        return !claimed.isEmpty();
    }
}
