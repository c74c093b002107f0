package io.fractal.web.representation;

import io.fractal.sending.QuietHours;
import io.fractal.sending.SenderKind;
import io.fractal.sending.SendingRules;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a workspace has decided about sending. */
@Schema(name = "SendingSettings")
public record SendingSettingsJson(
        @Schema(nullable = true, description = "Null when there are none")
        Quiet quietHours,

        @Schema(description = "How many messages a second each kind of sender may send")
        List<Rate> rates) {

    /** Hours in which people are left alone. The components mean what those of {@link QuietHours} mean. */
    @Schema(name = "QuietHours")
    public record Quiet(
            @Schema(description = "Local time", example = "21:00")
            String from,

            @Schema(description = "Local time, before from when they last over midnight", example = "08:00")
            String until,

            @Schema(nullable = true, description = "Null for the recipient's own", example = "Europe/Berlin")
            String timeZone,

            @Schema(
                    description = "PROMOTIONAL: bulk messages and marketing templates wait; ALL: everything does",
                    example = "PROMOTIONAL")
            String scope) {}

    /**
     * The pace of a kind of sender.
     *
     * @param kind a name of {@link SenderKind}
     * @param perSecond messages a second, or null for no limit
     * @param standard whether nobody has decided otherwise
     */
    @Schema(name = "SenderRate")
    public record Rate(
            @Schema(example = "LONG_CODE") String kind,

            @Schema(nullable = true, description = "Messages a second; null for no limit", example = "1")
            BigDecimal perSecond,

            @Schema(
                    example = "false",
                    description = "Whether it is the default; the sandbox's senders have no limit by default")
            boolean standard) {}

    /** The representation of what was decided. */
    public static SendingSettingsJson of(SendingRules rules) {
        return new SendingSettingsJson(
                rules.quietHours()
                        .map(hours -> new Quiet(
                                hours.from().toString(),
                                hours.until().toString(),
                                hours.timeZone() == null
                                        ? null
                                        : hours.timeZone().getId(),
                                hours.scope().name()))
                        .orElse(null),
                Arrays.stream(SenderKind.values())
                        .map(kind -> rate(rules, kind))
                        .toList());
    }

    private static Rate rate(SendingRules rules, SenderKind kind) {
        boolean decided = rules.rates().containsKey(kind);
        return new Rate(kind.name(), decided ? rules.rates().get(kind) : kind.standardRate(), !decided);
    }
}
