package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {

    private final AtomicLong now = new AtomicLong();
    private final ShortMemory<String, String> memory = new ShortMemory<>(now::get);

    @Test
    void whatWasFoundAMomentAgoIsNotLookedForAgain() {
        assertEquals(Optional.of("first"), memory.get("key", key -> Optional.of("first")));
        assertEquals(Optional.of("first"), memory.get("key", key -> fail("looked again")));
    }

    @Test
    void whatWasNotFoundIsLookedForEachTime() {
        assertEquals(Optional.empty(), memory.get("key", key -> Optional.empty()));
        assertEquals(Optional.of("now"), memory.get("key", key -> Optional.of("now")));
    }

    @Test
    void whileOneLooksAgainTheOthersGoByWhatItFoundBefore() throws Exception {
        memory.get("key", key -> Optional.of("old"));
        aSecondPasses();
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch found = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<String>> renewed = other.submit(() -> memory.get("key", key -> {
                looking.countDown();
                return await(found) ? Optional.of("new") : Optional.empty();
            }));
            assertTrue(looking.await(20, TimeUnit.SECONDS));

            assertEquals(Optional.of("old"), memory.get("key", key -> fail("looked as well")));
            found.countDown();
            assertEquals(Optional.of("new"), renewed.get());
            assertEquals(Optional.of("new"), memory.get("key", key -> fail("looked again")));
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void whatCannotBeLookedForIsForgotten() {
        memory.get("key", key -> Optional.of("old"));
        aSecondPasses();

        assertThrows(
                IllegalStateException.class,
                () -> memory.get("key", key -> {
                    throw new IllegalStateException("the database is away");
                }));
        assertEquals(Optional.of("new"), memory.get("key", key -> Optional.of("new")));
    }

    private void aSecondPasses() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }
}
