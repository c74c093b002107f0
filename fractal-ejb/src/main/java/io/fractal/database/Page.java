package io.fractal.database;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param page the number of this page, from 1
 * @param limit the most items a page holds
 * @param total how many items all pages hold together
 */
public record Page<T>(List<T> items, int page, int limit, long total) {

    public Page {
        items = List.copyOf(items);
    }
}
