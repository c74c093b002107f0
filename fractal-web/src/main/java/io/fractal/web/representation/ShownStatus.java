package io.fractal.web.representation;

import java.util.Set;

/** The status words that clients are told. */
public final class ShownStatus {

    private static final Set<String> WAITING = Set.of("QUEUED", "ACCEPTED");

    private ShownStatus() {}

    /**
     * The word for clients: Fractal's own waiting states are {@code QUEUED} to them, as they are with most providers.
     *
     * @param status a name of {@link io.fractal.spi.DeliveryStatus}, or null
     */
    public static String of(String status) {
        return status != null && WAITING.contains(status) ? "QUEUED" : status;
    }

    /**
     * The statuses that clients are told this word for.
     *
     * @param shown a word as clients know it, or null
     * @return null for null
     */
    public static Set<String> behind(String shown) {
        if (shown == null) {
            return null;
        }
        return "QUEUED".equals(shown) ? WAITING : Set.of(shown);
    }
}
