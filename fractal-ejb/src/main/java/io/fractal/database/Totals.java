package io.fractal.database;

import jakarta.json.JsonReader;

/**
 * Counts what a list holds without letting the count cost more than the list: where PostgreSQL's planner expects up to {@value #COUNTED}
 * items they are counted, else its expectation, which comes from its statistics, is good enough.
 */
public final class Totals {

    /** About so many items are counted one by one. */
    public static final int COUNTED = 2_000;

    private Totals() {}

    /**
     * How many rows a query has.
     *
     * @param from the query from {@code from} on, with a space before it
     */
    public static Total of(Sql sql, String from, Object... arguments) {
        long expected = expected(sql, from, arguments);
        if (expected > COUNTED) {
            return Total.about(expected);
        }
        long counted = sql.count(
                "select count(*) as n from (select 1" + from + " limit " + (COUNTED + 1) + ") as beginning", arguments);
        return counted <= COUNTED ? Total.exactly(counted) : Total.about(counted);
    }

    private static long expected(Sql sql, String from, Object... arguments) {
        String plan = sql.first("explain (format json) select 1" + from, row -> row.text("QUERY PLAN"), arguments)
                .orElseThrow();
        try (JsonReader reader = Json.reader(plan)) {
            return reader.readArray()
                    .getJsonObject(0)
                    .getJsonObject("Plan")
                    .getJsonNumber("Plan Rows")
                    .longValue();
        }
    }
}
