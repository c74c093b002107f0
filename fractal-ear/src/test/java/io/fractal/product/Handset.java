package io.fractal.product;

import java.util.concurrent.ThreadLocalRandom;

/** Numbers of people that nobody has heard of yet. */
public final class Handset {

    private Handset() {}

    /** A German mobile number that is well-formed and that no demo person has. */
    public static String newNumber() {
        return "+491715" + digits(6);
    }

    /** A text that occurs nowhere else. */
    public static String text(String beginning) {
        return beginning + " " + digits(9);
    }

    private static String digits(int count) {
        StringBuilder digits = new StringBuilder();
        ThreadLocalRandom.current().ints(count, 0, 10).forEach(digits::append);
        return digits.toString();
    }
}
