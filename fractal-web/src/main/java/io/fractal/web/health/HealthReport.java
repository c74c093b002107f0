package io.fractal.web.health;

import java.util.List;
import java.util.Map;

/**
 * What is told of Fractal's health, in MicroProfile's form.
 *
 * @param status {@code UP} when every check is up
 * @param checks the checks
 */
public record HealthReport(String status, List<Check> checks) {

    static final String UP = "UP";
    static final String DOWN = "DOWN";

    static HealthReport of(List<Check> checks) {
        boolean up = checks.stream().allMatch(check -> UP.equals(check.status()));
        return new HealthReport(up ? UP : DOWN, checks);
    }

    boolean up() {
        return UP.equals(status);
    }

    /** One check. */
    public record Check(String name, String status, Map<String, Object> data) {}
}
