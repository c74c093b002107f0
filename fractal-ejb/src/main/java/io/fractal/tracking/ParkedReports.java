package io.fractal.tracking;

import io.fractal.channels.AccountRef;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.StatusReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reports on messages whose provider id nobody knows yet, because the report overtook the answer to the call that sent the message.
 * Works in the caller's transaction, which must hold {@link #lock} for the provider id: whoever makes the id known either finds the
 * report here, or comes first and the report finds the message.
 */
@ApplicationScoped
public class ParkedReports {

    @Inject
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** Holds everything about one provider id for this transaction. */
    public void lock(UUID providerAccountId, String providerMessageId) {
        Sql.on(entities).lock(lockName(providerAccountId, providerMessageId));
    }

    /** The same for several provider ids, without any danger that two callers wait for each other. */
    void lockAll(UUID providerAccountId, Collection<String> providerMessageIds) {
        Sql.on(entities)
                .lockAll(providerMessageIds.stream()
                        .map(id -> lockName(providerAccountId, id))
                        .toList());
    }

    private static String lockName(UUID providerAccountId, String providerMessageId) {
        return "provider message:" + providerAccountId + ":" + providerMessageId;
    }

    /** Keeps a report until its message is known. A repetition is kept once. */
    public void park(AccountRef account, StatusReport report) {
        String payload = Json.write(report.rawPayload());
        Sql.on(entities)
                .update(
                        "insert into parked_status (id, workspace_id, provider_account_id, provider_message_id, status,"
                                + " provider_status, error_code, error_message, raw_payload, received_at)"
                                + " select ?, ?, ?, ?, ?, ?, cast(? as text), cast(? as text), cast(? as jsonb), ?"
                                + " where not exists (select 1 from parked_status where provider_account_id = ?"
                                + " and provider_message_id = ? and status = ? and raw_payload = cast(? as jsonb))",
                        Ids.next(),
                        account.workspaceId(),
                        account.id(),
                        report.providerMessageId(),
                        report.status(),
                        report.providerStatus(),
                        report.error().map(ProviderError::code).orElse(null),
                        report.error().flatMap(ProviderError::message).orElse(null),
                        payload,
                        clock.instant(),
                        account.id(),
                        report.providerMessageId(),
                        report.status(),
                        payload);
    }

    /** Hands out what was parked for a provider id, in the order in which it came, and keeps it no longer. */
    public List<StatusNews> take(UUID providerAccountId, String providerMessageId) {
        return Sql.on(entities)
                .list(
                        "with taken as (delete from parked_status where provider_account_id = ? and provider_message_id = ?"
                                + " returning *) select * from taken order by received_at, id",
                        ParkedReports::news,
                        providerAccountId,
                        providerMessageId);
    }

    private static StatusNews news(Row row) throws SQLException {
        Optional<String> words = Optional.ofNullable(row.text("error_message"));
        return new StatusNews(
                DeliveryStatus.valueOf(row.text("status")),
                Optional.of(row.text("provider_status")),
                Optional.ofNullable(row.text("error_code")).map(code -> new ProviderError(code, words)),
                StatusEventSource.CALLBACK,
                strings(Json.read(row.text("raw_payload"))),
                row.instant("received_at"));
    }

    private static Map<String, String> strings(Map<String, Object> payload) {
        return payload.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
