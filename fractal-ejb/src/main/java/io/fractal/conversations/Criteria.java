package io.fractal.conversations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The conditions of a query with their arguments, gathered one by one. */
final class Criteria {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    /** A condition, with an argument for each of its question marks. */
    Criteria and(String condition, Object... values) {
        conditions.add(condition);
        arguments.addAll(Arrays.asList(values));
        return this;
    }

    /** The same, unless the one argument is {@code null}. */
    Criteria andIfGiven(String condition, Object value) {
        return value == null ? this : and(condition, value);
    }

    /** Further arguments of the condition that was added last. */
    Criteria with(List<?> values) {
        arguments.addAll(values);
        return this;
    }

    /** The {@code where} clause with a space before it. */
    String where() {
        return " where " + String.join(" and ", conditions);
    }

    /** The arguments, followed by further ones. */
    Object[] with(Object... further) {
        List<Object> all = new ArrayList<>(arguments);
        all.addAll(Arrays.asList(further));
        return all.toArray();
    }
}
