package io.fractal.database;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which part of a list is asked for: the page of a number, or what follows a cursor.
 *
 * @param page the page's number, from 1; 1 with a cursor
 * @param limit the most items to return
 * @param cursor the place to go on from; {@code null} when a page is asked for by its number
 */
public record Paging(int page, int limit, Cursor cursor) {

    /**
     * A page by its number.
     *
     * @param page from 1
     */
    public static Paging page(int page, int limit) {
        return new Paging(page, limit, null);
    }

    /** What follows a cursor. */
    public static Paging after(Cursor cursor, int limit) {
        return new Paging(1, limit, cursor);
    }

    /**
     * The last item that was read, if this goes on from one.
     *
     * @param list the list and order that is being read
     * @throws InvalidCursorException when the cursor belongs to another
     */
    public Optional<Cursor> last(String list) {
        if (cursor != null && !cursor.list().equals(list)) {
            throw new InvalidCursorException();
        }
        return Optional.ofNullable(cursor);
    }

    /** How many rows to ask the database for: one more than is shown, to know whether any follow. */
    public int rows() {
        return limit + 1;
    }

    /** How many rows to pass over. */
    public long offset() {
        return (page - 1L) * limit;
    }

    /** How many items the list holds: counted now, or known from when its reading began. */
    public long total(LongSupplier count) {
        return cursor == null ? count.getAsLong() : cursor.total();
    }

    /** The same for a list that may be too long to be counted. */
    public Total reckoned(Supplier<Total> count) {
        return cursor == null ? count.get() : new Total(cursor.total(), cursor.totalExact());
    }
}
