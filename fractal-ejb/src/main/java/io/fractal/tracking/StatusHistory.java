package io.fractal.tracking;

import io.fractal.conversations.Message;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent.ProviderError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Writes and reads the status histories. Works in the caller's transaction. */
@ApplicationScoped
public class StatusHistory {

    @Inject
    private EntityManager entities;

    /**
     * Appends to a message's history.
     *
     * <p>A report that is identical in status and payload to one of the same source that is there already is a repetition by the
     * provider, tells nothing, and is not kept a second time. What Fractal itself says is always kept: its payload is empty and only
     * the time tells such entries apart. The caller holds the message's row, so that two repetitions cannot pass each other.
     *
     * @return whether it was new
     */
    public boolean append(Message message, StatusNews news) {
        String payload = Json.write(news.rawPayload());
        return Sql.on(entities)
                        .update(
                                "insert into status_event (id, workspace_id, message_id, status, provider_status, error_code,"
                                        + " error_message, source, raw_payload, occurred_at)"
                                        + " select ?, ?, ?, ?, cast(? as text), cast(? as text), cast(? as text), ?,"
                                        + " cast(? as jsonb), ?"
                                        + " where ? = 'FRACTAL' or not exists (select 1 from status_event where message_id = ?"
                                        + " and source = ? and status = ? and raw_payload = cast(? as jsonb))",
                                Ids.next(),
                                message.getWorkspaceId(),
                                message.getId(),
                                news.status(),
                                news.providerStatus().orElse(null),
                                news.error().map(ProviderError::code).orElse(null),
                                news.error().flatMap(ProviderError::message).orElse(null),
                                news.source(),
                                payload,
                                news.occurredAt(),
                                news.source(),
                                message.getId(),
                                news.source(),
                                news.status(),
                                payload)
                > 0;
    }

    /** Everything heard of a message, oldest first. */
    public List<HeardStatus> of(UUID messageId) {
        return Sql.on(entities)
                .list(
                        "select id, status, provider_status, error_code, error_message, source, occurred_at"
                                + " from status_event where message_id = ? order by occurred_at, id",
                        StatusHistory::heard,
                        messageId);
    }

    private static HeardStatus heard(Row row) throws SQLException {
        return new HeardStatus(
                row.uuid("id"),
                DeliveryStatus.valueOf(row.text("status")),
                row.text("provider_status"),
                row.text("error_code"),
                row.text("error_message"),
                StatusEventSource.valueOf(row.text("source")),
                row.instant("occurred_at"));
    }
}
