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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a workspace decides about sending, in the shape in which it is shown. */
final class SendingSettingsBody {

    private SendingSettingsBody() {}

    static SendingRules of(JsonBody json) {
        Optional<QuietHours> quietHours = quietHours(json.object("quietHours"));
        Map<SenderKind, BigDecimal> rates = new EnumMap<>(SenderKind.class);
        for (JsonBody rate : json.list("rates")) {
            rate(rate, rates);
        }
        json.finish();
        return new SendingRules(quietHours, rates);
    }

    private static void rate(JsonBody json, Map<SenderKind, BigDecimal> rates) {
        SenderKind kind = json.constant(SenderKind.class, "kind");
        BigDecimal perSecond = json.decimal("perSecond");
        Boolean standard = json.flag("standard");
        if (kind == null) {
            json.problem("kind", "must name a kind of sender");
        } else if (!Boolean.TRUE.equals(standard)) {
            rates.put(kind, perSecond);
        }
    }

    private static Optional<QuietHours> quietHours(JsonBody json) {
        if (json == null) {
            return Optional.empty();
        }
        LocalTime from = time(json, "from");
        LocalTime until = time(json, "until");
        ZoneId zone = parsed(json, "timeZone", ZoneId::of, "must be a time zone such as Europe/Berlin");
        Scope scope = json.constant(Scope.class, "scope");
        return from == null || until == null
                ? Optional.empty()
                : Optional.of(new QuietHours(from, until, zone, scope == null ? Scope.PROMOTIONAL : scope));
    }

    private static LocalTime time(JsonBody json, String name) {
        json.require(name);
        return parsed(json, name, LocalTime::parse, "must be a time of day such as 21:00");
    }

    private static <T> T parsed(JsonBody json, String name, Function<String, T> parser, String message) {
        String text = json.string(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (DateTimeException notOne) {
            json.problem(name, message);
            return null;
        }
    }
}
