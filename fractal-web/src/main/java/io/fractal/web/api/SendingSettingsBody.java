package io.fractal.web.api;

import io.fractal.sending.QuietHours;
import io.fractal.sending.QuietHours.Scope;
import io.fractal.sending.SenderKind;
import io.fractal.sending.SendingRules;
import io.fractal.web.notation.JsonBody;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a workspace decides about sending.
 *
 * @param quietHours when people are left alone, or {@code null} for never
 * @param rates the kinds of senders that do not keep their default
 */
@Schema(name = "SendingSettingsChange", description = "What a workspace decides about sending, all of it.")
public record SendingSettingsBody(
        @Schema(nullable = true, description = "When people are left alone; null or left out for never")
        Quiet quietHours,

        @Schema(nullable = true, description = "What is left out gets its default")
        List<Rate> rates) {

    /**
     * Hours in which people are left alone.
     *
     * @param from a time of day
     * @param until a time of day
     * @param timeZone {@code null} for the recipient's own
     * @param scope {@code null} for what is promotional
     */
    @Schema(name = "QuietHoursChange")
    public record Quiet(
            @Schema(required = true, description = "Local time", example = "21:00")
            String from,

            @Schema(
                    required = true,
                    description = "Local time, before from when they last over midnight",
                    example = "08:00")
            String until,

            @Schema(nullable = true, description = "Null for the recipient's own", example = "Europe/Berlin")
            String timeZone,

            @Schema(
                    nullable = true,
                    description =
                            "PROMOTIONAL, by default: bulk messages and marketing templates wait; ALL: everything does",
                    example = "PROMOTIONAL")
            Scope scope) {

        static Quiet of(JsonBody json) {
            return new Quiet(
                    time(json, "from"),
                    time(json, "until"),
                    checked(json, "timeZone", ZoneId::of, "must be a time zone such as Europe/Berlin"),
                    json.constant(Scope.class, "scope"));
        }

        private QuietHours hours() {
            return new QuietHours(
                    LocalTime.parse(from),
                    LocalTime.parse(until),
                    timeZone == null ? null : ZoneId.of(timeZone),
                    scope == null ? Scope.PROMOTIONAL : scope);
        }
    }

    /**
     * The pace of a kind of sender.
     *
     * @param kind the kind
     * @param perSecond messages a second, or {@code null} for no limit
     * @param standard whether it keeps its default after all, or {@code null}
     */
    @Schema(name = "SenderRateChange")
    public record Rate(
            @Schema(required = true, example = "LONG_CODE") SenderKind kind,

            @Schema(nullable = true, description = "Messages a second; null or left out for no limit", example = "1")
            BigDecimal perSecond,

            @Schema(nullable = true, example = "false", description = "True for the default, whatever perSecond says")
            Boolean standard) {

        static Rate of(JsonBody json) {
            Rate rate =
                    new Rate(json.constant(SenderKind.class, "kind"), json.decimal("perSecond"), json.flag("standard"));
            if (rate.kind() == null) {
                json.problem("kind", "must name a kind of sender");
            }
            return rate;
        }
    }

    static SendingSettingsBody of(JsonBody json) {
        JsonBody hours = json.object("quietHours");
        SendingSettingsBody body = new SendingSettingsBody(
                hours == null ? null : Quiet.of(hours),
                json.list("rates").stream().map(Rate::of).toList());
        json.finish();
        return body;
    }

    /** The decisions; kinds that are to keep their default are left out. */
    SendingRules rules() {
        Map<SenderKind, BigDecimal> decided = new EnumMap<>(SenderKind.class);
        rates.stream()
                .filter(rate -> !Boolean.TRUE.equals(rate.standard()))
                .forEach(rate -> decided.put(rate.kind(), rate.perSecond()));
        return new SendingRules(Optional.ofNullable(quietHours).map(Quiet::hours), decided);
    }

    private static String time(JsonBody json, String name) {
        json.require(name);
        return checked(json, name, LocalTime::parse, "must be a time of day such as 21:00");
    }

    private static String checked(JsonBody json, String name, Function<String, ?> parser, String message) {
        String text = json.string(name);
        try {
            return text == null || parser.apply(text) == null ? null : text;
        } catch (DateTimeException notOne) {
            json.problem(name, message);
            return null;
        }
    }
}
