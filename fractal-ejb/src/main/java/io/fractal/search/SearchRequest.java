package io.fractal.search;

import java.util.Set;

/**
 * What somebody looks for.
 *
 * @param text what was typed
 * @param types what may be found; at least one
 */
public record SearchRequest(String text, Set<SearchType> types) {

    public SearchRequest {
        types = Set.copyOf(types);
    }

    /** Not the text: it is what people write. */
    @Override
    public String toString() {
        return "SearchRequest" + types;
    }
}
