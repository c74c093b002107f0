package io.fractal.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.conversations.MessageStanding;
import io.fractal.spi.DeliveryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReducerTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    /** How far each status is on the way; what is shown may only climb. */
    private static final List<DeliveryStatus> ORDER = List.of(
            DeliveryStatus.SCHEDULED,
            DeliveryStatus.ACCEPTED,
            DeliveryStatus.QUEUED,
            DeliveryStatus.SENDING,
            DeliveryStatus.SENT,
            DeliveryStatus.PARTIALLY_DELIVERED,
            DeliveryStatus.CANCELED,
            DeliveryStatus.FAILED,
            DeliveryStatus.UNDELIVERED,
            DeliveryStatus.DELIVERED,
            DeliveryStatus.READ);

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "sent, SENT",
        "sent delivered, DELIVERED",
        "delivered sent, DELIVERED",
        "delivered read sent, READ",
        "read delivered, READ",
        "failed sent, FAILED",
        "undelivered sent delivered, DELIVERED",
        "delivered undelivered, DELIVERED",
        "read failed, READ",
        "failed undelivered, UNDELIVERED",
        "canceled queued, CANCELED",
        "accepted queued sending, SENDING",
        "partially_delivered sent, PARTIALLY_DELIVERED",
        "sent unknown, SENT"
    })
    void whatProvesMostIsShownWhateverCameLast(String heard, DeliveryStatus shown) {
        List<HeardStatus> history = new ArrayList<>(List.of(own(DeliveryStatus.QUEUED, 0)));
        for (String word : heard.split(" ")) {
            history.add(reported(word, history.size(), null));
        }

        assertEquals(shown, StatusReducer.of(history).status());
    }

    @Test
    void theOrderInWhichTheHistoryIsHandedOverDoesNotMatter() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            List<HeardStatus> history = randomHistory(random);
            MessageStanding shown = StatusReducer.of(history);
            Collections.shuffle(history, random);
            assertEquals(shown, StatusReducer.of(history));
        }
    }

    @Test
    void theOrderInWhichReportsArriveDoesNotChangeTheStatusShown() {
        Random random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            List<DeliveryStatus> reports = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(6); i++) {
                reports.add(ORDER.get(random.nextInt(ORDER.size())));
            }
            DeliveryStatus shown = shownAfter(reports);
            Collections.shuffle(reports, random);
            assertEquals(shown, shownAfter(reports), reports.toString());
        }
    }

    @Test
    void afterTheProviderHasSpokenTheStatusNeverGoesBackwardsAndProvenTimesAndErrorsStay() {
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            List<HeardStatus> whole = randomHistory(random);
            whole.sort(java.util.Comparator.comparing(HeardStatus::occurredAt).thenComparing(HeardStatus::id));
            MessageStanding before = null;
            for (int length = 1; length <= whole.size(); length++) {
                MessageStanding after = StatusReducer.of(whole.subList(0, length));
                if (before != null) {
                    assertClimbs(before, after, whole.subList(0, length));
                }
                before = after;
            }
        }
    }

    @Test
    void aStageIsProvenTheFirstTimeALaterOneIsHeard() {
        MessageStanding shown = StatusReducer.of(List.of(
                own(DeliveryStatus.QUEUED, 0),
                reported("read", 5, null),
                reported("delivered", 7, null),
                reported("sent", 9, null)));

        assertEquals(START.plusSeconds(5), shown.sentAt());
        assertEquals(START.plusSeconds(5), shown.deliveredAt());
        assertEquals(START.plusSeconds(5), shown.readAt());
    }

    @Test
    void undeliveredProvesThatItWasSentAndFailedDoesNot() {
        assertNotNull(
                StatusReducer.of(List.of(reported("undelivered", 1, "30005"))).sentAt());
        assertNull(StatusReducer.of(List.of(reported("failed", 1, "30001"))).sentAt());
    }

    @Test
    void theFirstErrorStaysThroughLaterReportsWithAndWithoutOne() {
        MessageStanding shown = StatusReducer.of(List.of(
                own(DeliveryStatus.QUEUED, 0),
                reported("failed", 1, "30003"),
                reported("undelivered", 2, "30008"),
                reported("failed", 3, null)));

        assertEquals("30003", shown.errorCode());
        assertEquals("Words of 30003", shown.errorMessage());
    }

    @Test
    void anOutcomeNobodyKnowsIsShownUntilSomebodyKnows() {
        List<HeardStatus> history =
                new ArrayList<>(List.of(own(DeliveryStatus.QUEUED, 0), own(DeliveryStatus.UNKNOWN, 1)));
        assertEquals(DeliveryStatus.UNKNOWN, StatusReducer.of(history).status());

        history.add(own(DeliveryStatus.QUEUED, 2));
        assertEquals(DeliveryStatus.QUEUED, StatusReducer.of(history).status(), "the provider did not have it");

        history.add(own(DeliveryStatus.UNKNOWN, 3));
        history.add(reported("queued", 4, null));
        assertEquals(DeliveryStatus.QUEUED, StatusReducer.of(history).status());
        assertEquals("queued", StatusReducer.of(history).providerStatus());
    }

    @Test
    void aWordThatTheAdapterDoesNotKnowChangesNothing() {
        HeardStatus strange = new HeardStatus(
                UUID.randomUUID(),
                DeliveryStatus.UNKNOWN,
                "teleported",
                null,
                null,
                StatusEventSource.CALLBACK,
                START.plusSeconds(9));

        assertEquals(
                DeliveryStatus.QUEUED,
                StatusReducer.of(List.of(own(DeliveryStatus.QUEUED, 0), strange))
                        .status());
    }

    @Test
    void aMessageWithoutAHistoryHasNoStatus() {
        assertThrows(IllegalArgumentException.class, () -> StatusReducer.of(List.of()));
    }

    private static void assertClimbs(MessageStanding before, MessageStanding after, List<HeardStatus> history) {
        boolean spoken = history.subList(0, history.size() - 1).stream()
                .anyMatch(heard -> heard.source() == StatusEventSource.CALLBACK);
        if (spoken) {
            assertTrue(
                    ORDER.indexOf(after.status()) >= ORDER.indexOf(before.status()),
                    () -> before.status() + " became " + after.status() + " by " + history);
        }
        if (before.errorCode() != null) {
            assertEquals(before.errorCode(), after.errorCode());
        }
        if (before.sentAt() != null) {
            assertEquals(before.sentAt(), after.sentAt());
        }
        if (before.deliveredAt() != null) {
            assertEquals(before.deliveredAt(), after.deliveredAt());
        }
    }

    private static DeliveryStatus shownAfter(List<DeliveryStatus> reports) {
        List<HeardStatus> history = new ArrayList<>(List.of(own(DeliveryStatus.QUEUED, 0)));
        reports.forEach(status -> history.add(reported(status.name(), history.size(), null)));
        return StatusReducer.of(history).status();
    }

    private static List<HeardStatus> randomHistory(Random random) {
        List<HeardStatus> history = new ArrayList<>(List.of(own(DeliveryStatus.QUEUED, 0)));
        int length = random.nextInt(7);
        for (int i = 0; i < length; i++) {
            String code = random.nextInt(4) == 0 ? "3000" + random.nextInt(9) : null;
            DeliveryStatus status = ORDER.get(random.nextInt(ORDER.size()));
            history.add(
                    random.nextInt(5) == 0
                            ? own(
                                    random.nextBoolean() ? DeliveryStatus.UNKNOWN : DeliveryStatus.QUEUED,
                                    random.nextInt(10))
                            : reported(status.name(), random.nextInt(10), code));
        }
        return history;
    }

    private static HeardStatus own(DeliveryStatus status, int second) {
        return new HeardStatus(
                UUID.randomUUID(), status, null, null, null, StatusEventSource.FRACTAL, START.plusSeconds(second));
    }

    private static HeardStatus reported(String word, int second, String errorCode) {
        return new HeardStatus(
                UUID.randomUUID(),
                DeliveryStatus.valueOf(word.toUpperCase(java.util.Locale.ROOT)),
                word,
                errorCode,
                errorCode == null ? null : "Words of " + errorCode,
                StatusEventSource.CALLBACK,
                START.plusSeconds(second));
    }
}
