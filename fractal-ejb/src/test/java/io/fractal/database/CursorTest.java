package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final String LIST = "things by name";
    private static final UUID ID = UUID.fromString("0190f3c2-7a5e-7000-8000-000000000001");

    @Test
    void comesBackAsItWentInAFormFitForAddresses() {
        Instant microseconds = Instant.parse("2026-11-21T09:30:00.123456Z");
        Cursor cursor =
                Cursor.of(LIST, microseconds, ID, "Grüße \"🎉\"", null, 42L).in(137);

        assertTrue(cursor.encoded().matches("[A-Za-z0-9_-]+"), cursor::encoded);
        Cursor back = Cursor.parse(cursor.encoded());
        assertEquals(cursor, back);
        assertEquals(microseconds, back.instant(0));
        assertEquals(ID, back.uuid(1));
        assertEquals("Grüße \"🎉\"", back.text(2));
        assertTrue(back.isNull(3));
        assertEquals(42, back.number(4));
        assertEquals(137, back.total());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[\"things by name\"]",
                "[\"things by name\",1.5]",
                "[\"things by name\",\"1\"]",
                "[\"things by name\",1,{}]",
                "[\"things by name\",1,true]",
                "[\"things by name\",1,\"\\u0000\"]",
                "[\"things by name\",1,\"\\ud83c\"]",
                "[\"things by name\",1",
                "[1,1,\"a\"]"
            })
    void refusesWhatNobodyWasGiven(String json) {
        String encoded = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertThrows(InvalidCursorException.class, () -> Cursor.parse(encoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a b", "WyJ0", "////", "_____w"})
    void refusesWhatIsNoTextAtAll(String encoded) {
        assertThrows(InvalidCursorException.class, () -> Cursor.parse(encoded));
    }

    @Test
    void refusesToBeReadAsWhatItIsNot() {
        Cursor cursor = Cursor.of(LIST, "tomorrow", "+1000000000-12-31T23:59:59.999999999Z", null);

        assertThrows(InvalidCursorException.class, () -> cursor.instant(0));
        assertThrows(InvalidCursorException.class, () -> cursor.instant(1));
        assertThrows(InvalidCursorException.class, () -> cursor.uuid(0));
        assertThrows(InvalidCursorException.class, () -> cursor.number(0));
        assertThrows(InvalidCursorException.class, () -> cursor.text(2));
        assertThrows(InvalidCursorException.class, () -> cursor.text(3));
        assertThrows(
                InvalidCursorException.class, () -> Paging.after(cursor, 20).last("another list"));
    }

    @Test
    void aPageShowsNoMoreThanItsLimitAndKnowsWhetherAnythingFollows() {
        List<Integer> items = IntStream.rangeClosed(1, 3).boxed().toList();

        Page<Integer> more = Page.of(items, Paging.page(2, 2), 5, item -> Cursor.of(LIST, item));
        Page<Integer> last =
                Page.of(items, Paging.after(Cursor.parse(more.next().encoded()), 3), 5, item -> Cursor.of(LIST, item));

        assertEquals(List.of(1, 2), more.items());
        assertEquals(2, more.page());
        assertEquals(2, more.next().number(0));
        assertEquals(5, more.next().total());
        assertEquals(items, last.items());
        assertNull(last.page());
        assertNull(last.next());
    }
}
