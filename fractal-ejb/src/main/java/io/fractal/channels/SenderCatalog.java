package io.fractal.channels;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.configuration.Settings;
import io.fractal.database.Cursor;
import io.fractal.database.Ids;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The senders of a workspace for those who look after them: what they are, what they are called, where they write by default. */
@Stateless
public class SenderCatalog {

    private static final String LIST = "senders";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LONGEST_LABEL = 200;
    private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);

    private static final String SELECT = "select " + SenderRef.COLUMNS + ", s.provider_sender_id, s.provider_label,"
            + " s.pool_ids, s.verification, s.incoming_url, s.details, s.is_default, s.created_at, s.synced_at,"
            + " s.retired_at, a.provider from sender s join provider_account a on a.id = s.provider_account_id";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /**
     * The senders that a filter lets through, by channel and address.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<SenderView> list(UUID workspaceId, SenderFilter filter, Paging paging) {
        List<Object> arguments = new ArrayList<>(List.of(workspaceId));
        String conditions = conditions(filter, arguments);
        Sql sql = Sql.on(entities);
        long total =
                paging.total(() -> sql.count("select count(*) as n from sender s" + conditions, arguments.toArray()));
        Optional<Cursor> last = paging.last(LIST);
        String after = last.map(place -> " and (s.channel_type, s.address, s.id) > (?, ?, ?)")
                .orElse("");
        last.ifPresent(place -> arguments.addAll(List.of(place.text(0), place.text(1), place.uuid(2))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<SenderView> found = sql.list(
                SELECT + conditions + after + " order by s.channel_type, s.address, s.id limit ? offset ?",
                this::view,
                arguments.toArray());
        return Page.of(
                        found,
                        paging,
                        total,
                        sender -> Cursor.of(LIST, sender.channel().name(), sender.address(), sender.id()))
                .with(senders -> withDefaults(workspaceId, senders));
    }

    private static String conditions(SenderFilter filter, List<Object> arguments) {
        StringBuilder conditions = new StringBuilder(" where s.workspace_id = ?");
        if (filter.channel() != null) {
            conditions.append(" and (s.channel_type = ? or ? = any (s.channels))");
            arguments.addAll(List.of(Addresses.keptUnder(filter.channel()), filter.channel()));
        }
        if (filter.retired() != null) {
            conditions.append(" and (s.retired_at is not null) = ?");
            arguments.add(filter.retired());
        }
        if (filter.kind() != null) {
            conditions.append(" and s.kind = ?");
            arguments.add(filter.kind());
        }
        return conditions.toString();
    }

    /**
     * One sender.
     *
     * @throws SenderNotFoundException when this workspace has none of that id
     */
    public SenderView get(UUID workspaceId, UUID senderId) {
        List<SenderView> found = Sql.on(entities)
                .list(SELECT + " where s.workspace_id = ? and s.id = ?", this::view, workspaceId, senderId);
        return withDefaults(workspaceId, found).stream()
                .findFirst()
                .orElseThrow(() -> new SenderNotFoundException(senderId));
    }

    /**
     * Changes what people decide about a sender.
     *
     * @throws SenderNotFoundException when this workspace has none of that id
     */
    public SenderView change(UUID workspaceId, UUID senderId, SenderChange change) {
        check(change.label(), change.ratePerSecond());
        Sql.on(entities)
                .update(
                        "update sender set label = case when ? then ? else label end,"
                                + " rate_per_second = case when ? then cast(? as numeric) else rate_per_second end"
                                + " where workspace_id = ? and id = ?",
                        change.names(),
                        change.label() == null || change.label().isBlank()
                                ? null
                                : change.label().strip(),
                        change.paces(),
                        change.ratePerSecond(),
                        workspaceId,
                        senderId);
        return get(workspaceId, senderId);
    }

    private static void check(String label, BigDecimal rate) {
        List<FieldError> errors = new ArrayList<>();
        if (label != null && label.length() > LONGEST_LABEL) {
            errors.add(new FieldError("label", "LABEL_TOO_LONG", "has at most " + LONGEST_LABEL + " characters"));
        }
        if (rate != null && (rate.compareTo(new BigDecimal("0.001")) < 0 || rate.compareTo(FASTEST) > 0)) {
            errors.add(new FieldError("ratePerSecond", "RATE_INVALID", "must be from 0.001 to 1000000"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    /**
     * Has a sender write on a channel when nobody chooses; the one before steps back.
     *
     * @param country ISO 3166-1 alpha-2; {@code null} for all countries without a default of their own
     * @throws SenderNotFoundException when this workspace has none of that id
     * @throws InvalidRequestException when it cannot write there
     */
    public SenderView makeDefault(UUID workspaceId, UUID senderId, ChannelType channel, String country) {
        SenderView sender = get(workspaceId, senderId);
        ChannelType kept = Addresses.keptUnder(channel);
        String place = country(country);
        if (sender.retiredAt() != null) {
            throw invalid("senderId", "SENDER_RETIRED", "The sender is out of use");
        }
        if (sender.channel() != kept && !sender.channels().contains(kept)) {
            throw invalid("channel", "CHANNEL_NOT_CARRIED", "The sender does not carry this channel");
        }
        Sql.on(entities)
                .update(
                        "insert into sender_default (id, workspace_id, channel_type, country, sender_id, created_at)"
                                + " values (?, ?, ?, ?, ?, ?)"
                                + " on conflict (workspace_id, channel_type, coalesce(country, ''))"
                                + " do update set sender_id = excluded.sender_id, created_at = excluded.created_at",
                        Ids.next(),
                        workspaceId,
                        kept,
                        place,
                        senderId,
                        clock.instant());
        return get(workspaceId, senderId);
    }

    /**
     * Has a sender no longer write there when nobody chooses; nothing happens if it does not.
     *
     * @param channel {@code null} for all channels
     * @param country {@code null} for all countries without a default of their own; not looked at without a channel
     */
    public SenderView removeDefault(UUID workspaceId, UUID senderId, ChannelType channel, String country) {
        get(workspaceId, senderId);
        if (channel == null) {
            Sql.on(entities)
                    .update(
                            "delete from sender_default where workspace_id = ? and sender_id = ?",
                            workspaceId,
                            senderId);
        } else {
            Sql.on(entities)
                    .update(
                            "delete from sender_default where workspace_id = ? and sender_id = ? and channel_type = ?"
                                    + " and country is not distinct from cast(? as text)",
                            workspaceId,
                            senderId,
                            Addresses.keptUnder(channel),
                            country(country));
        }
        return get(workspaceId, senderId);
    }

    private static String country(String country) {
        if (country == null) {
            return null;
        }
        String upper = country.strip().toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(upper)) {
            throw invalid("country", "COUNTRY_INVALID", "must be a country's two letters, for example DE");
        }
        return upper;
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }

    private SenderView view(Row row) throws SQLException {
        SenderRef sender = SenderRef.of(row);
        String own = row.text("label") == null ? row.text("provider_label") : row.text("label");
        return new SenderView(
                sender.id(),
                row.text("provider_sender_id"),
                sender.kind(),
                sender.channel(),
                sender.channels(),
                sender.address(),
                own == null ? sender.label() : own,
                sender.country(),
                row.texts("pool_ids"),
                row.text("verification"),
                row.text("incoming_url"),
                WebhookHome.of(settings, row.text("provider")).incomingUrl().equals(row.text("incoming_url")),
                row.text("details"),
                sender.ratePerSecond(),
                row.flag("is_default"),
                List.of(),
                row.instant("created_at"),
                row.instant("synced_at"),
                row.instant("retired_at"));
    }

    private List<SenderView> withDefaults(UUID workspaceId, List<SenderView> senders) {
        record Placed(UUID senderId, SenderView.Default place) {}
        Map<UUID, List<SenderView.Default>> defaults = Sql.on(entities)
                .list(
                        "select sender_id, channel_type, country from sender_default where workspace_id = ?"
                                + " order by channel_type, country nulls first",
                        row -> new Placed(
                                row.uuid("sender_id"),
                                new SenderView.Default(
                                        ChannelType.valueOf(row.text("channel_type")), row.text("country"))),
                        workspaceId)
                .stream()
                .collect(Collectors.groupingBy(
                        Placed::senderId, Collectors.mapping(Placed::place, Collectors.toList())));
        return senders.stream()
                .map(sender -> sender.with(defaults.getOrDefault(sender.id(), List.of())))
                .toList();
    }
}
