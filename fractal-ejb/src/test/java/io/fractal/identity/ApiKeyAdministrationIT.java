package io.fractal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.Settings;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Sql;
import io.fractal.tenancy.Workspaces;
import io.fractal.testing.Beans;
import io.fractal.testing.SettableClock;
import io.fractal.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyAdministrationIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(NOW);
    private ApiKeyAdministration administration;
    private ApiKeys keys;
    private UUID workspaceId;
    private UUID otherId;

    @BeforeEach
    void start() {
        Beans beans = database.beans()
                .with(Clock.class, clock)
                .withSettings(Settings.of(Map.of("DATABASE_URL", database.url(), "FRACTAL_HOME", home.toString())));
        administration = beans.get(ApiKeyAdministration.class);
        keys = beans.get(ApiKeys.class);
        Workspaces workspaces = beans.get(Workspaces.class);
        workspaceId = workspace(workspaces, "one");
        otherId = workspace(workspaces, "other");
    }

    private UUID workspace(Workspaces workspaces, String slug) {
        return workspaces
                .create(slug, slug, "DE", ZoneId.of("Europe/Berlin"), NOW)
                .getId();
    }

    @Test
    void aKeyCallsInItsWorkspaceAndIsKeptAsAHashOnly() {
        IssuedApiKey issued = make(Role.AGENT, null);

        Caller caller = keys.use(issued.key()).orElseThrow();

        assertEquals(new Caller(workspaceId, null, issued.shown().id(), null, "Program", null, Role.AGENT), caller);
        assertFalse(issued.toString().contains(issued.key()));
        assertEquals(
                0,
                count(
                        "select count(*) as n from api_key as k where k::text like ?",
                        "%" + issued.key().substring(8) + "%"));
    }

    @Test
    void theUseIsWrittenAtMostOnceAMinute() {
        IssuedApiKey issued = make(Role.AGENT, null);
        assertNull(shown(issued).lastUsedAt());
        keys.use(issued.key());
        clock.advance(Duration.ofSeconds(59));
        keys.use(issued.key());
        assertEquals(NOW, shown(issued).lastUsedAt());

        clock.advance(Duration.ofSeconds(2));
        keys.use(issued.key());

        assertEquals(NOW.plusSeconds(61), shown(issued).lastUsedAt());
    }

    @Test
    void anExpiredKeyIsNobodysAndItsRefusalIsNoUse() {
        IssuedApiKey issued = make(Role.AGENT, NOW.plus(DAY));
        clock.advance(DAY.minusMillis(1));
        assertTrue(keys.use(issued.key()).isPresent());

        clock.advance(Duration.ofMillis(1));

        assertEquals(Optional.empty(), keys.use(issued.key()));
        assertEquals(NOW.plus(DAY).minusMillis(1), shown(issued).lastUsedAt());
        assertEquals("API_KEY_OVER", refused(() -> rotate(issued, DAY)).code());
    }

    @Test
    void anotherWorkspaceSeesAndChangesNothing() {
        IssuedApiKey issued = make(Role.VIEWER, null);
        UUID id = issued.shown().id();

        assertEquals(List.of(), administration.list(otherId, Paging.page(1, 10)).items());
        for (Executable attempt : List.<Executable>of(
                () -> administration.get(otherId, id),
                () -> administration.revoke(otherId, Role.OWNER, id),
                () -> administration.rotate(otherId, Role.OWNER, id, DAY))) {
            assertEquals(ErrorKind.NOT_FOUND, refused(attempt).kind());
        }
        assertEquals(issued.shown(), shown(issued));
    }

    @Test
    void aSuccessorIsValidForAsLongAsTheFormerKeyWasMadeFor() {
        IssuedApiKey former = make(Role.SUPERVISOR, NOW.plus(DAY.multipliedBy(90)));
        clock.advance(DAY.multipliedBy(80));

        IssuedApiKey successor = rotate(former, DAY);

        assertEquals(
                clock.instant().plus(DAY.multipliedBy(90)), successor.shown().expiresAt());
        assertEquals(Role.SUPERVISOR, successor.shown().role());
        assertEquals(clock.instant().plus(DAY), shown(former).expiresAt());
        assertEquals(successor.shown().id(), shown(former).replacedBy());
        clock.advance(DAY);
        assertEquals(Optional.empty(), keys.use(former.key()));
        assertTrue(keys.use(successor.key()).isPresent());
    }

    @Test
    void anOverlapDoesNotLengthenTheLifeOfAKey() {
        IssuedApiKey former = make(Role.AGENT, NOW.plus(DAY));

        rotate(former, ApiKeyAdministration.LONGEST_OVERLAP);

        assertEquals(NOW.plus(DAY), shown(former).expiresAt());
    }

    @Test
    void ofRotationsAtTheSameTimeOneMakesAKey() throws Exception {
        IssuedApiKey former = make(Role.AGENT, null);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<String> rotation = () -> {
            try {
                return rotate(former, DAY).shown().id().toString();
            } catch (ApiKeyRefusedException refused) {
                return refused.code();
            }
        };
        List<String> outcomes = new ArrayList<>();
        for (Future<String> outcome : threads.invokeAll(List.of(rotation, rotation, rotation, rotation))) {
            outcomes.add(outcome.get());
        }
        threads.shutdown();

        outcomes.removeIf("API_KEY_REPLACED"::equals);
        assertEquals(List.of(shown(former).replacedBy().toString()), outcomes);
        assertEquals(2, count("select count(*) as n from api_key"));
    }

    @Test
    void theListIsReadOnFromACursor() {
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, make(Role.VIEWER, null).shown().id());
        }
        Page<ApiKeyView> first = administration.list(workspaceId, Paging.page(1, 3));
        make(Role.VIEWER, null);

        Page<ApiKeyView> second = administration.list(workspaceId, Paging.after(first.next(), 3));

        List<UUID> read = new ArrayList<>();
        first.items().forEach(key -> read.add(key.id()));
        second.items().forEach(key -> read.add(key.id()));
        assertEquals(made, read);
        assertEquals(5, first.total());
        assertNull(second.next());
    }

    private IssuedApiKey make(Role role, Instant expiresAt) {
        return administration.create(workspaceId, Role.ADMIN, new NewApiKey("Program", role, expiresAt));
    }

    private IssuedApiKey rotate(IssuedApiKey key, Duration overlap) {
        return administration.rotate(workspaceId, Role.ADMIN, key.shown().id(), overlap);
    }

    private ApiKeyView shown(IssuedApiKey key) {
        return administration.get(workspaceId, key.shown().id());
    }

    private static ApiKeyRefusedException refused(Executable attempt) {
        return assertThrows(ApiKeyRefusedException.class, attempt);
    }

    private static long count(String query, Object... arguments) {
        return database.inTransaction(() -> Sql.on(database.entities()).count(query, arguments));
    }
}
