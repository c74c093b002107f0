package io.fractal.database;

/**
 * How many items a list holds.
 *
 * @param items how many
 * @param exact whether they were counted; otherwise it is what the database reckons with
 */
public record Total(long items, boolean exact) {

    /** Counted. */
    public static Total exactly(long items) {
        return new Total(items, true);
    }

    /** Reckoned with. */
    public static Total about(long items) {
        return new Total(items, false);
    }
}
