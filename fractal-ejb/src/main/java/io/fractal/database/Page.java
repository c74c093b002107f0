package io.fractal.database;

import java.util.List;
import java.util.function.Function;

/**
 * One part of a longer list.
 *
 * @param page the number of this page, from 1; {@code null} when it was read on from a cursor
 * @param limit the most items a page holds
 * @param total how many items the whole list holds; after a cursor, how many it held when its reading began
 * @param totalExact whether {@code total} was counted; otherwise it is what the database reckons with
 * @param next where to read on; {@code null} when nothing follows
 */
public record Page<T>(List<T> items, Integer page, int limit, long total, boolean totalExact, Cursor next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of what was found.
     *
     * @param found as many as {@link Paging#rows()} items, in the list's order
     * @param place the cursor behind an item of this list
     */
    public static <T> Page<T> of(List<T> found, Paging paging, long total, Function<T, Cursor> place) {
        return of(found, paging, Total.exactly(total), place);
    }

    /** The same of a list that may have been too long to be counted. */
    public static <T> Page<T> of(List<T> found, Paging paging, Total total, Function<T, Cursor> place) {
        boolean more = found.size() > paging.limit();
        List<T> shown = more ? found.subList(0, paging.limit()) : found;
        Cursor next = more ? place.apply(shown.get(shown.size() - 1)).in(total) : null;
        Integer page = paging.cursor() == null ? paging.page() : null;
        return new Page<>(shown, page, paging.limit(), total.items(), total.exact(), next);
    }

    /** The same page of other things, made from its items one by one or all at once. */
    public <R> Page<R> with(Function<List<T>, List<R>> items) {
        return new Page<>(items.apply(this.items), page, limit, total, totalExact, next);
    }
}
