package io.fractal.idempotency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.idempotency.Claim.State;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyKeysIT {

    private static final byte[] CONTENT = {1, 2, 3};
    private static final byte[] OTHER_CONTENT = {1, 2, 4};
    private static final KeptAnswer ANSWER = new KeptAnswer(
            201, "/api/things/1", "application/json", "{\"name\":\"Grüße\"}".getBytes(StandardCharsets.UTF_8));

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final UUID caller = UUID.randomUUID();
    private MessagingWorld world;
    private IdempotencyKeys keys;
    private RequestKey key;

    @BeforeEach
    void aKey() {
        world = new MessagingWorld(DATABASE);
        keys = world.get(IdempotencyKeys.class);
        key = new RequestKey(world.workspaceId, caller, "POST", "/things", "order-4711");
    }

    @Test
    void theFirstDoesTheWorkAndEverybodyAfterwardsGetsItsAnswer() {
        Claim first = keys.claim(key, CONTENT, false);
        assertEquals(State.FIRST, first.state());
        assertEquals(State.RUNNING, keys.claim(key, CONTENT, false).state());

        keys.complete(key, first.claimId(), ANSWER);

        Claim again = keys.claim(key, CONTENT, false);
        assertEquals(State.ANSWERED, again.state());
        assertEquals(201, again.answer().status());
        assertEquals("/api/things/1", again.answer().location());
        assertEquals("application/json", again.answer().contentType());
        assertArrayEquals(ANSWER.body(), again.answer().body());
        assertEquals(State.REUSED, keys.claim(key, OTHER_CONTENT, false).state());
    }

    @Test
    void theSameKeyMeansSomethingElseForOthersAndElsewhere() {
        keys.claim(key, CONTENT, false);

        for (RequestKey other : List.of(
                new RequestKey(world.workspaceId, UUID.randomUUID(), "POST", "/things", "order-4711"),
                new RequestKey(world.workspaceId, caller, "PUT", "/things", "order-4711"),
                new RequestKey(world.workspaceId, caller, "POST", "/others", "order-4711"),
                new RequestKey(world.workspaceId, caller, "POST", "/things", "order-4712"))) {
            assertEquals(State.FIRST, keys.claim(other, OTHER_CONTENT, false).state());
        }
    }

    @Test
    void ofTwentyAtOnceOneIsTheFirst() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Claim>> claims =
                    threads.invokeAll(Collections.nCopies(20, () -> keys.claim(key, CONTENT, false)));
            int first = 0;
            for (Future<Claim> claim : claims) {
                first += claim.get().state() == State.FIRST ? 1 : 0;
            }
            assertEquals(1, first);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatCameToNothingMayBeTriedAgain() {
        Claim first = keys.claim(key, CONTENT, false);
        keys.release(key, UUID.randomUUID());
        assertEquals(State.RUNNING, keys.claim(key, CONTENT, false).state(), "only its own claim is released");

        keys.release(key, first.claimId());

        assertEquals(State.FIRST, keys.claim(key, CONTENT, false).state());
    }

    @Test
    void whatWasCutOffIsNotDoneAgainUnlessTheWorkRecognisesItself() {
        Claim cutOff = keys.claim(key, CONTENT, false);
        world.clock.advance(IdempotencyKeys.LONGEST_WORK.plusSeconds(1));

        assertEquals(State.UNKNOWN, keys.claim(key, CONTENT, false).state());
        Claim takenOver = keys.claim(key, CONTENT, true);
        assertEquals(State.FIRST, takenOver.state());

        keys.complete(key, cutOff.claimId(), ANSWER);
        assertEquals(State.RUNNING, keys.claim(key, CONTENT, true).state(), "the late one no longer holds the claim");
    }

    @Test
    void afterADayAKeyIsNewAgain() {
        keys.complete(key, keys.claim(key, CONTENT, false).claimId(), ANSWER);
        world.clock.advance(IdempotencyKeys.KEPT.minusSeconds(1));
        assertEquals(State.ANSWERED, keys.claim(key, CONTENT, false).state());
        assertEquals(0, keys.purge());

        world.clock.advance(Duration.ofSeconds(2));
        assertEquals(State.FIRST, keys.claim(key, OTHER_CONTENT, false).state());

        world.clock.advance(IdempotencyKeys.KEPT.plusSeconds(1));
        assertEquals(1, keys.purge());
        assertEquals(0, world.count("select count(*) as n from idempotency_key"));
    }
}
