package io.fractal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.database.Sql;
import io.fractal.tenancy.Workspaces;
import io.fractal.testing.Beans;
import io.fractal.testing.SettableClock;
import io.fractal.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxPurgeIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Duration DAYS_6 = Duration.ofDays(6);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final SettableClock clock = new SettableClock(NOW);
    private final Beans beans = database.beans()
            .with(Clock.class, clock)
            .withInstances(new Handler("send", Duration.ofDays(1)), new Handler("refresh", Duration.ofDays(4)));
    private final OutboxPurge purge = beans.get(OutboxPurge.class);
    private UUID workspace;

    @BeforeEach
    void makeAWorkspace() {
        workspace = beans.get(Workspaces.class)
                .create("One", "one", "DE", ZoneOffset.UTC, NOW)
                .getId();
    }

    @Test
    void whatIsDoneIsForgottenWhenItsKindSaysSo() {
        insert("send", "DONE", NOW, 1);
        insert("refresh", "DONE", NOW, 1);

        clock.advance(Duration.ofHours(23));
        purge.purge();
        assertEquals(List.of("refresh DONE", "send DONE"), left());

        clock.advance(Duration.ofHours(2));
        purge.purge();
        assertEquals(List.of("refresh DONE"), left());

        clock.advance(Duration.ofDays(4));
        purge.purge();
        assertEquals(List.of(), left());
    }

    @Test
    void whatWasGivenUpIsKeptForAWeekAndWhatIsToBeDoneForAsLongAsItTakes() {
        insert("send", "DEAD", NOW, 1);
        insert("send", "PENDING", null, 1);

        clock.advance(DAYS_6);
        purge.purge();
        assertEquals(List.of("send DEAD", "send PENDING"), left());

        clock.advance(DAYS_6);
        purge.purge();
        assertEquals(List.of("send PENDING"), left());
    }

    @Test
    void muchIsDeletedInSeveralSteps() {
        insert("send", "DONE", NOW, 4_500);

        clock.advance(DAYS_6);
        purge.purge();

        assertEquals(List.of(), left());
    }

    private void insert(String kind, String state, Instant finishedAt, int count) {
        database.doInTransaction(() -> Sql.on(database.entities())
                .update(
                        "insert into outbox (id, workspace_id, kind, subject_id, order_key, state, available_at, created_at,"
                                + " finished_at) select gen_random_uuid(), ?, ?, gen_random_uuid(), gen_random_uuid(), ?, ?, ?,"
                                + " cast(? as timestamptz) from generate_series(1, ?)",
                        workspace,
                        kind,
                        state,
                        NOW,
                        NOW,
                        finishedAt,
                        count));
    }

    private List<String> left() {
        return database.inTransaction(() -> Sql.on(database.entities())
                .list("select kind || ' ' || state as t from outbox order by kind, state", row -> row.text("t")));
    }

    private record Handler(String kind, Duration doneKept) implements OutboxHandler {

        @Override
        public OutboxResult handle(OutboxWork work) {
            throw new UnsupportedOperationException();
        }
    }
}
