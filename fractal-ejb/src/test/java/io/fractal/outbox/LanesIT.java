package io.fractal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose turn it is: lanes, workspaces, and shares. */
class LanesIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<String> KINDS = Set.of("send");
    private static final int BACKLOG = 50_000;

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final SettableClock clock = new SettableClock(NOW);
    private final Beans beans = database.beans().with(Clock.class, clock);
    private final Outbox outbox = beans.get(Outbox.class);
    private final OutboxClaims claims = beans.get(OutboxClaims.class);
    private UUID workspace;
    private UUID other;

    @BeforeEach
    void makeWorkspaces() {
        workspace = workspace("one");
        other = workspace("two");
    }

    @Test
    void aReplyIsClaimedNextBeforeABacklogOfFiftyThousandAndAtOnce() throws SQLException {
        UUID job = UUID.randomUUID();
        add(workspace, Share.ofJob(job), BACKLOG);
        analyze();
        assertEquals(6, claims.claim(KINDS, new Room(8, 6)).size(), "bulk work keeps its workers busy");
        UUID reply = add(workspace, Share.PROMPT, 1).get(0);

        long begun = System.nanoTime();
        List<OutboxWork> next = claims.claim(KINDS, new Room(2, 0));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertEquals(List.of(reply), subjects(next));
        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "claiming took " + took);
    }

    @Test
    void aClaimLooksAtAFewRowsHoweverMuchIsDue() throws SQLException {
        add(workspace, Share.ofJob(UUID.randomUUID()), BACKLOG);
        analyze();

        claims.claim(KINDS, 1); // whatever is done only once
        long before = rowsRead();
        assertEquals(8, claims.claim(KINDS, 8).size());

        long read = rowsRead() - before;
        assertTrue(read < 1_000, "a claim read " + read + " rows of a backlog of " + BACKLOG);
    }

    @Test
    void whatPeopleWaitForGoesFirst() {
        add(workspace, Share.ofJob(UUID.randomUUID()), 10);
        clock.advance(Duration.ofMinutes(1));
        List<UUID> replies = add(workspace, Share.PROMPT, 3);

        List<OutboxWork> claimed = claims.claim(KINDS, new Room(5, 5));

        assertEquals(
                Set.copyOf(replies),
                claimed.stream()
                        .filter(work -> work.lane() == Lane.CONVERSATION)
                        .map(OutboxWork::subjectId)
                        .collect(Collectors.toSet()));
        assertEquals(
                2, claimed.stream().filter(work -> work.lane() == Lane.BULK).count());
    }

    @Test
    void someWorkersNeverDoBulkWork() {
        add(workspace, Share.ofJob(UUID.randomUUID()), 20);

        assertEquals(6, claims.claim(KINDS, Room.of(8, 0, 0)).size());
        assertEquals(List.of(), claims.claim(KINDS, Room.of(8, 6, 6)));
        assertEquals(1, claims.claim(KINDS, Room.of(8, 5, 5)).size());
        assertEquals(1, claims.claim(KINDS, Room.of(1, 0, 0)).size(), "a single worker does all");
    }

    @Test
    void workspacesGetTheSameNumberOfWorkers() {
        add(workspace, Share.PROMPT, 100);
        clock.advance(Duration.ofMinutes(1));
        add(other, Share.PROMPT, 100);

        Map<UUID, Long> claimed = claims.claim(KINDS, 8).stream()
                .collect(Collectors.groupingBy(OutboxWork::workspaceId, Collectors.counting()));

        assertEquals(Map.of(workspace, 4L, other, 4L), claimed);
    }

    @Test
    void whoHasNoWorkerComesBeforeWhoeverHasSome() {
        add(workspace, Share.PROMPT, 100);
        List<OutboxWork> busy = claims.claim(KINDS, 8);
        List<UUID> late = add(other, Share.PROMPT, 4);

        for (int i = 0; i < 4; i++) {
            claims.complete(busy.get(i), OutboxResult.done());
            OutboxWork next = claims.claim(KINDS, 1).get(0);
            assertTrue(late.contains(next.subjectId()), "the workspace with fewer workers is next");
        }
    }

    @Test
    void jobsOfOneWorkspaceTakeTurns() {
        UUID large = UUID.randomUUID();
        add(workspace, Share.ofJob(large), 200);
        clock.advance(Duration.ofMinutes(1));
        List<UUID> small = add(workspace, Share.ofJob(UUID.randomUUID()), 3);

        List<UUID> claimed = subjects(claims.claim(KINDS, 6));

        assertTrue(claimed.containsAll(small), "the small job does not wait for the end of the large one");
    }

    @Test
    void withOneWorkerBothWorkspacesGetOnTogether() {
        add(workspace, Share.PROMPT, 200);
        clock.advance(Duration.ofMinutes(1));
        add(other, Share.PROMPT, 200);
        List<UUID> served = new ArrayList<>();

        for (int i = 0; i < 60; i++) {
            OutboxWork work = claims.claim(KINDS, 1).get(0);
            served.add(work.workspaceId());
            claims.complete(work, OutboxResult.done());
        }

        Map<UUID, Long> turns =
                served.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        // by chance each gets 30; fewer than 8 happens once in 10 milliards
        assertTrue(turns.getOrDefault(workspace, 0L) >= 8 && turns.getOrDefault(other, 0L) >= 8, turns::toString);
    }

    @Test
    void nothingIsTakenFromAShareThatIsHeldUntilItIsReleased() {
        Share share = Share.ofJob(UUID.randomUUID());
        List<UUID> held = add(workspace, share, 3);
        UUID free = add(workspace, Share.ofJob(UUID.randomUUID()), 1).get(0);

        database.doInTransaction(() -> outbox.hold(workspace, share));
        assertEquals(List.of(free), subjects(claims.claim(KINDS, 8)));

        database.doInTransaction(() -> outbox.release(share));
        assertEquals(Set.copyOf(held), Set.copyOf(subjects(claims.claim(KINDS, 8))));
    }

    private UUID workspace(String slug) {
        return beans.get(Workspaces.class)
                .create(slug, slug, "DE", ZoneOffset.UTC, NOW)
                .getId();
    }

    private List<UUID> add(UUID workspaceId, Share share, int count) {
        List<UUID> subjects =
                IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        database.doInTransaction(() -> outbox.addAll(
                workspaceId,
                "send",
                share,
                subjects.stream()
                        .map(id -> new Outbox.NewWork(id, id, clock.instant()))
                        .toList()));
        return subjects;
    }

    private static List<UUID> subjects(List<OutboxWork> works) {
        return works.stream().map(OutboxWork::subjectId).toList();
    }

    private static void analyze() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze outbox");
        }
    }

    /** Rows of the outbox that any statement has read so far, as PostgreSQL counts them. */
    private static long rowsRead() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
            statement.execute("select pg_stat_clear_snapshot()");
            try (ResultSet row = statement.executeQuery("select seq_tup_read + idx_tup_fetch + ("
                    + "select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes where relname = 'outbox')"
                    + " from pg_stat_user_tables where relname = 'outbox'")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
