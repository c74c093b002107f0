package io.fractal.plugins.twilio.sandbox.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the fragment of a webhook's address says about repeating (Twilio, "Webhooks connection overrides"), for example
 * {@code #rc=2&rp=all}. Without it, a webhook is repeated once and only when no connection could be made.
 *
 * @param url the address without the fragment: this is what is called and signed
 * @param readTimeout how long to wait for the answer ({@code rt})
 * @param retries how often to repeat ({@code rc}, 0 to 5)
 * @param policies when to repeat ({@code rp}): ct no connection, rt no answer, 4xx, 5xx, all
 */
record ConnectionOverrides(String url, Duration readTimeout, int retries, Set<String> policies) {

    /** What became of one attempt. */
    enum Outcome {
        ANSWERED,
        NO_CONNECTION,
        NO_ANSWER
    }

    static ConnectionOverrides of(String url) {
        int hash = url.indexOf('#');
        Map<String, String> values = new HashMap<>();
        if (hash >= 0) {
            for (String pair : url.substring(hash + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                values.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return new ConnectionOverrides(
                hash < 0 ? url : url.substring(0, hash),
                Duration.ofMillis(number(values.get("rt"), 15_000, 100, 15_000)),
                number(values.get("rc"), 1, 0, 5),
                Set.of(values.getOrDefault("rp", "ct").split(",")).stream()
                        .collect(java.util.stream.Collectors.toUnmodifiableSet()));
    }

    boolean repeats(Outcome outcome, int httpStatus, int attemptsMade) {
        return attemptsMade <= retries
                && (policies.contains("all") && failed(outcome, httpStatus)
                        || policies.contains(policy(outcome, httpStatus)));
    }

    private static boolean failed(Outcome outcome, int httpStatus) {
        return outcome != Outcome.ANSWERED || httpStatus >= 400;
    }

    private static String policy(Outcome outcome, int httpStatus) {
        return switch (outcome) {
            case NO_CONNECTION -> "ct";
            case NO_ANSWER -> "rt";
            case ANSWERED -> httpStatus / 100 + "xx";
        };
    }

    private static int number(String text, int usual, int least, int most) {
        return text != null && text.matches("\\d{1,6}")
                ? Math.max(least, Math.min(most, Integer.parseInt(text)))
                : usual;
    }
}
