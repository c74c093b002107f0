package io.fractal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.tenancy.Workspaces;
import io.fractal.testing.Beans;
import io.fractal.testing.SettableClock;
import io.fractal.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxClaimsIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<String> KINDS = Set.of("send");

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final SettableClock clock = new SettableClock(NOW);
    private final Beans beans = node();
    private final Outbox outbox = beans.get(Outbox.class);
    private final OutboxClaims claims = beans.get(OutboxClaims.class);
    private final UUID key = UUID.randomUUID();
    private UUID workspace;

    @BeforeEach
    void makeAWorkspace() {
        workspace = beans.get(Workspaces.class)
                .create("One", "one", "DE", ZoneOffset.UTC, NOW)
                .getId();
    }

    @Test
    void workIsClaimedWithAllThatItsHandlerNeeds() {
        UUID subject = add(key, NOW);

        OutboxWork work = claims.claim(KINDS, 10).get(0);

        assertEquals(
                new OutboxWork(work.id(), workspace, "send", subject, key, Lane.CONVERSATION, 1, false, NOW), work);
    }

    @Test
    void workOfAnUnknownKindIsLeftForNodesThatKnowIt() {
        add(key, NOW);

        assertEquals(List.of(), claims.claim(Set.of("other"), 10));
    }

    @Test
    void workIsNotClaimedBeforeItsTime() {
        add(key, NOW.plusSeconds(60));

        assertEquals(List.of(), claims.claim(KINDS, 10));
        clock.advance(Duration.ofSeconds(60));
        assertEquals(1, claims.claim(KINDS, 10).size());
    }

    @Test
    void workWithTheSameOrderKeyIsHandedOutOneAtATimeOldestFirst() {
        UUID first = add(key, NOW);
        UUID second = add(key, NOW);
        UUID other = add(UUID.randomUUID(), NOW);

        List<OutboxWork> claimed = claims.claim(KINDS, 10);
        assertEquals(Set.of(first, other), subjects(claimed));
        assertEquals(List.of(), claims.claim(KINDS, 10));

        claimed.forEach(work -> claims.complete(work, OutboxResult.done()));
        assertEquals(Set.of(second), subjects(claims.claim(KINDS, 10)));
    }

    @Test
    void workOfOneTransactionKeepsTheOrderInWhichItWasAdded() {
        List<UUID> subjects = database.inTransaction(() -> IntStream.range(0, 20)
                .mapToObj(number -> {
                    UUID subject = UUID.randomUUID();
                    outbox.add(workspace, "send", subject, key, NOW);
                    return subject;
                })
                .toList());

        for (UUID subject : subjects) {
            OutboxWork work = claims.claim(KINDS, 10).get(0);
            assertEquals(subject, work.subjectId());
            claims.complete(work, OutboxResult.done());
        }
    }

    @Test
    void workThatWaitsForItsNextTryHoldsBackWhatCameAfterIt() {
        UUID first = add(key, NOW);
        add(key, NOW);
        OutboxWork work = claims.claim(KINDS, 10).get(0);

        assertTrue(claims.complete(work, OutboxResult.retryAt(NOW.plusSeconds(30), "provider busy")));

        assertEquals(List.of(), claims.claim(KINDS, 10));
        clock.advance(Duration.ofSeconds(30));
        OutboxWork again = claims.claim(KINDS, 10).get(0);
        assertEquals(first, again.subjectId());
        assertEquals(2, again.attempt());
        assertFalse(again.recovered(), "the first attempt reported that it did nothing");
    }

    @Test
    void deadWorkNoLongerHoldsBackWhatCameAfterIt() throws SQLException {
        add(key, NOW);
        UUID second = add(key, NOW);

        claims.complete(claims.claim(KINDS, 10).get(0), OutboxResult.dead("refused"));

        assertEquals(Set.of(second), subjects(claims.claim(KINDS, 10)));
        assertEquals("refused", text("select last_error from outbox where state = 'DEAD'"));
    }

    @Test
    void theWorkOfANodeThatDiedComesAgainAsRecoveredOnceItsLeaseHasLapsed() throws SQLException {
        UUID subject = add(key, NOW);
        OutboxWork lost = claims.claim(KINDS, 10).get(0);
        OutboxClaims survivor = node().get(OutboxClaims.class);

        assertEquals(List.of(), survivor.claim(KINDS, 10), "the lease holds");
        letLeasesLapse();
        OutboxWork found = survivor.claim(KINDS, 10).get(0);

        assertEquals(subject, found.subjectId());
        assertTrue(found.recovered());
        assertEquals(2, found.attempt());
        assertFalse(claims.complete(lost, OutboxResult.done()), "who lost the lease can no longer report");
        assertTrue(survivor.complete(found, OutboxResult.done()));
        assertEquals("DONE", text("select state from outbox"));
    }

    @Test
    void aNodeThatLostItsLeaseAndClaimedAgainCannotReportForTheFirstClaim() throws SQLException {
        add(key, NOW);
        OutboxWork first = claims.claim(KINDS, 10).get(0);
        letLeasesLapse();
        claims.claim(KINDS, 10);

        assertFalse(claims.complete(first, OutboxResult.done()));
    }

    @Test
    void aRenewedLeaseHoldsOn() throws SQLException {
        add(key, NOW);
        OutboxWork work = claims.claim(KINDS, 10).get(0);
        letLeasesLapse();

        claims.renew(List.of(work.id()));

        assertEquals(List.of(), node().get(OutboxClaims.class).claim(KINDS, 10));
    }

    @Test
    void workWhoseHandlerFailedComesAgainAsRecoveredAfterAPause() throws SQLException {
        add(key, NOW);
        OutboxWork work = claims.claim(KINDS, 10).get(0);

        claims.leave(work, Duration.ofMinutes(5), "IllegalStateException");

        assertEquals(List.of(), claims.claim(KINDS, 10));
        assertEquals("IllegalStateException", text("select last_error from outbox"));
        letLeasesLapse();
        assertTrue(claims.claim(KINDS, 10).get(0).recovered());
    }

    @Test
    void workOfATransactionThatIsRolledBackIsNeverDone() {
        assertThrows(
                IllegalStateException.class,
                () -> database.doInTransaction(() -> {
                    outbox.add(workspace, "send", UUID.randomUUID(), key, NOW);
                    throw new IllegalStateException("on purpose");
                }));

        assertEquals(List.of(), claims.claim(KINDS, 10));
    }

    @Test
    void workIsOnlyTakenInWithATransactionOfTheCallers() {
        assertThrows(IllegalStateException.class, () -> outbox.add(workspace, "send", UUID.randomUUID(), key, NOW));
    }

    @Test
    void theSameWorkIsTakenInOnlyOnce() {
        UUID subject = add(key, NOW);

        assertThrows(
                RuntimeException.class,
                () -> database.doInTransaction(() -> outbox.add(workspace, "send", subject, key, NOW)));
        assertEquals(1, claims.claim(KINDS, 10).size());
    }

    @Test
    void nodesThatClaimAtTheSameTimeNeverShareWorkNorAnOrderKey() throws Exception {
        int keys = 20;
        int each = 5;
        for (int i = 0; i < keys; i++) {
            UUID conversation = UUID.randomUUID();
            for (int j = 0; j < each; j++) {
                add(conversation, NOW);
            }
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<UUID> done = new ArrayList<>();
        while (done.size() < keys * each) {
            List<Future<List<OutboxWork>>> rounds = new ArrayList<>();
            List<OutboxClaims> claimants = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                OutboxClaims claimant = node().get(OutboxClaims.class);
                claimants.add(claimant);
                rounds.add(nodes.submit(() -> claimant.claim(KINDS, 7)));
            }
            Set<UUID> keysUnderWay = new HashSet<>();
            int before = done.size();
            for (int i = 0; i < 4; i++) {
                for (OutboxWork work : rounds.get(i).get()) {
                    assertTrue(keysUnderWay.add(work.orderKey()), "an order key was handed out twice at a time");
                }
            }
            for (int i = 0; i < 4; i++) {
                for (OutboxWork work : rounds.get(i).get()) {
                    assertTrue(claimants.get(i).complete(work, OutboxResult.done()));
                    done.add(work.id());
                }
            }
            assertTrue(done.size() > before, "every round gets on");
        }
        nodes.shutdown();

        assertEquals(keys * each, new HashSet<>(done).size());
    }

    private Beans node() {
        return database.beans().with(Clock.class, clock);
    }

    private UUID add(UUID orderKey, Instant availableAt) {
        UUID subject = UUID.randomUUID();
        database.doInTransaction(() -> outbox.add(workspace, "send", subject, orderKey, availableAt));
        return subject;
    }

    private static Set<UUID> subjects(List<OutboxWork> works) {
        return new HashSet<>(works.stream().map(OutboxWork::subjectId).toList());
    }

    private static void letLeasesLapse() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("update outbox set claimed_until = now() - interval '1 second' where state = 'CLAIMED'");
        }
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
