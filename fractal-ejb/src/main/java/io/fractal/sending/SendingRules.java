package io.fractal.sending;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a workspace has decided about sending.
 *
 * @param quietHours when people are left alone
 * @param rates messages per second by kind of sender, {@code null} for unlimited; kinds that are missing keep their defaults
 */
public record SendingRules(Optional<QuietHours> quietHours, Map<SenderKind, BigDecimal> rates) {

    /** Nothing: the defaults hold. */
    public static final SendingRules NONE = new SendingRules(Optional.empty(), Map.of());

    public SendingRules {
        rates = Collections.unmodifiableMap(
                rates.isEmpty() ? new EnumMap<>(SenderKind.class) : new EnumMap<>(rates)); // a rate may be null
    }
}
