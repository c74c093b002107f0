package io.fractal.sending;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Json;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads and changes what a workspace has decided about sending. */
@Stateless
public class SendingSettings {

    private static final BigDecimal LOWEST_RATE = new BigDecimal("0.01");
    private static final BigDecimal HIGHEST_RATE = BigDecimal.valueOf(2000);

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** What a workspace has decided; the defaults hold for everything else. */
    public SendingRules find(UUID workspaceId) {
        return Sql.on(entities)
                .first(
                        "select * from sending_settings where workspace_id = ?",
                        row -> new SendingRules(quietHours(row), rates(row.text("rates"))),
                        workspaceId)
                .orElse(SendingRules.NONE);
    }

    /**
     * Decides anew about everything.
     *
     * @throws InvalidRequestException naming every field that is not possible
     */
    public SendingRules replace(UUID workspaceId, SendingRules rules) {
        check(rules);
        Optional<QuietHours> quiet = rules.quietHours();
        Map<String, Object> rates = new HashMap<>();
        rules.rates().forEach((kind, rate) -> rates.put(kind.name(), rate == null ? "" : rate.toPlainString()));
        Sql.on(entities)
                .update(
                        "insert into sending_settings (workspace_id, quiet_from, quiet_until, quiet_time_zone, quiet_scope, rates,"
                                + " updated_at) values (?, cast(? as time), cast(? as time), ?, ?, cast(? as jsonb), ?)"
                                + " on conflict (workspace_id) do update set quiet_from = excluded.quiet_from,"
                                + " quiet_until = excluded.quiet_until, quiet_time_zone = excluded.quiet_time_zone,"
                                + " quiet_scope = excluded.quiet_scope, rates = excluded.rates, updated_at = excluded.updated_at",
                        workspaceId,
                        quiet.map(hours -> hours.from().toString()).orElse(null),
                        quiet.map(hours -> hours.until().toString()).orElse(null),
                        quiet.map(QuietHours::timeZone).map(ZoneId::getId).orElse(null),
                        quiet.map(QuietHours::scope).orElse(QuietHours.Scope.PROMOTIONAL),
                        Json.write(rates),
                        clock.instant());
        return find(workspaceId);
    }

    private static void check(SendingRules rules) {
        List<FieldError> errors = new ArrayList<>();
        rules.quietHours()
                .filter(hours -> hours.from().equals(hours.until()))
                .ifPresent(hours -> errors.add(new FieldError(
                        "quietHours.until", "QUIET_HOURS_EMPTY", "Quiet hours end at another time than they begin")));
        rules.rates().forEach((kind, rate) -> {
            if (rate != null && (rate.compareTo(LOWEST_RATE) < 0 || rate.compareTo(HIGHEST_RATE) > 0)) {
                errors.add(new FieldError(
                        "rates." + kind,
                        "RATE_OUT_OF_RANGE",
                        "A rate is between " + LOWEST_RATE + " and " + HIGHEST_RATE + " messages a second"));
            }
        });
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    private static Optional<QuietHours> quietHours(Row row) throws SQLException {
        if (row.text("quiet_from") == null) {
            return Optional.empty();
        }
        String zone = row.text("quiet_time_zone");
        return Optional.of(new QuietHours(
                LocalTime.parse(row.text("quiet_from")),
                LocalTime.parse(row.text("quiet_until")),
                zone == null ? null : ZoneId.of(zone),
                QuietHours.Scope.valueOf(row.text("quiet_scope"))));
    }

    private static Map<SenderKind, BigDecimal> rates(String json) {
        Map<SenderKind, BigDecimal> rates = new EnumMap<>(SenderKind.class);
        Json.read(json)
                .forEach((kind, rate) ->
                        rates.put(SenderKind.valueOf(kind), rate.equals("") ? null : new BigDecimal(rate.toString())));
        return rates;
    }
}
