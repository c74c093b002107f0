package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * What the next calls meet: each one something of a mix, drawn by weight. The same seed draws the same.
 *
 * @param count how many calls are still to come
 * @param mix the weight of each
 * @param seed what the drawing begins with
 * @param millis how long a call without an answer hangs
 * @param operation which calls
 * @param target about what
 */
public record Storm(int count, Map<Gust, Integer> mix, long seed, long millis, Operation operation, Target target) {

    private static final long USUAL_HANG = 25_000;
    private static final long LONGEST_HANG = 120_000;

    /** What happens to one call. */
    public enum Gust {
        /** Nothing. */
        OK,
        /** 429 and nothing done. */
        THROTTLED,
        /** 429 with {@code Retry-After: 1} and nothing done. */
        THROTTLED_RETRY_AFTER,
        /** 500 and nothing done. */
        ERROR_500,
        /** 500, but the work is done. */
        ERROR_500_AFTER_ACCEPT,
        /** 503 and nothing done. */
        ERROR_503,
        /** The work is done, and no answer comes in time. */
        TIMEOUT_AFTER_ACCEPT,
        /** Nothing is done, and no answer comes in time. */
        TIMEOUT,
        /** The work is done, and the connection is cut in the middle of the answer. */
        CUT
    }

    public Storm {
        mix = mix == null || mix.isEmpty() ? evenMix() : Map.copyOf(mix);
        millis = millis == 0 ? USUAL_HANG : millis;
        operation = operation == null ? Operation.CREATE : operation;
        target = target == null ? Target.MESSAGES : target;
        if (count < 1) {
            throw new IllegalArgumentException("storm.count must be at least 1");
        }
        if (millis < 1 || millis > LONGEST_HANG) {
            throw new IllegalArgumentException("storm.millis must be from 1 to " + LONGEST_HANG);
        }
        if (mix.values().stream().anyMatch(weight -> weight < 0)
                || mix.values().stream().mapToInt(Integer::intValue).sum() < 1) {
            throw new IllegalArgumentException("storm.mix needs weights that are not negative, and one above 0");
        }
    }

    /** What the call at hand meets. */
    Gust gust() {
        // Neighbouring seeds give neighbouring first numbers: the multiplier spreads them.
        Random random = new Random((seed + count) * 0x9E3779B97F4A7C15L);
        int drawn =
                random.nextInt(mix.values().stream().mapToInt(Integer::intValue).sum());
        for (Gust gust : Gust.values()) {
            drawn -= mix.getOrDefault(gust, 0);
            if (drawn < 0) {
                return gust;
            }
        }
        return Gust.OK;
    }

    Storm oneLess() {
        return count == 1 ? null : new Storm(count - 1, mix, seed, millis, operation, target);
    }

    private static Map<Gust, Integer> evenMix() {
        Map<Gust, Integer> even = new EnumMap<>(Gust.class);
        for (Gust gust : Gust.values()) {
            even.put(gust, 1);
        }
        return even;
    }
}
