package io.fractal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The arguments of a query in the order of its question marks. */
final class Arguments {

    private final List<Object> values = new ArrayList<>();

    Arguments add(Object... further) {
        values.addAll(Arrays.asList(further));
        return this;
    }

    Object[] toArray() {
        return values.toArray();
    }
}
