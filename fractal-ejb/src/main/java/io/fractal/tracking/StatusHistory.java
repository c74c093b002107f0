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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes and reads the status histories. Works in the caller's transaction. */
@ApplicationScoped
public class StatusHistory {

    private static final String INSERT = """
            insert into status_event (id, workspace_id, message_id, status, provider_status, error_code, error_message, source,
                raw_payload, occurred_at)
            select id, ?, message_id, status, provider_status, error_code, error_message, source, cast(payload as jsonb), at
            from unnest(cast(? as uuid[]), cast(? as uuid[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as timestamptz[]))
                as n (id, message_id, status, provider_status, error_code, error_message, source, payload, at)
            %s returning message_id""";

    private static final String UNLESS_REPEATED = """
            where source = 'FRACTAL' or not exists (select 1 from status_event s where s.message_id = n.message_id
                and s.source = n.source and s.status = n.status and s.raw_payload = cast(n.payload as jsonb))""";

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
        return !appendAll(message.getWorkspaceId(), List.of(new News(message.getId(), news)))
                .isEmpty();
    }

    /** What was heard of one message. */
    public record News(UUID messageId, StatusNews news) {}

    /**
     * Appends to the histories of several messages, with one statement; otherwise as {@link #append}.
     *
     * @param workspaceId whose messages they are
     * @param heard in the order in which it was heard
     * @return the messages of which there was anything new
     */
    public Set<UUID> appendAll(UUID workspaceId, List<News> heard) {
        return Set.copyOf(insert(workspaceId, heard, UNLESS_REPEATED));
    }

    /**
     * Begins the histories of messages that have just been kept, with one statement.
     *
     * @param workspaceId whose messages they are
     * @param heard one entry for each message
     */
    public void begin(UUID workspaceId, List<News> heard) {
        insert(workspaceId, heard, "");
    }

    private List<UUID> insert(UUID workspaceId, List<News> heard, String condition) {
        List<StatusNews> news = heard.stream().map(News::news).toList();
        return Sql.on(entities)
                .list(
                        INSERT.formatted(condition),
                        row -> row.uuid("message_id"),
                        workspaceId,
                        news.stream().map(each -> Ids.next()).toList(),
                        heard.stream().map(News::messageId).toList(),
                        news.stream().map(each -> each.status().name()).toList(),
                        news.stream()
                                .map(each -> each.providerStatus().orElse(null))
                                .toList(),
                        news.stream()
                                .map(each ->
                                        each.error().map(ProviderError::code).orElse(null))
                                .toList(),
                        news.stream()
                                .map(each -> each.error()
                                        .flatMap(ProviderError::message)
                                        .orElse(null))
                                .toList(),
                        news.stream().map(each -> each.source().name()).toList(),
                        news.stream().map(each -> Json.write(each.rawPayload())).toList(),
                        news.stream().map(each -> each.occurredAt().toString()).toList());
    }

    /** Everything heard of a message, oldest first. */
    public List<HeardStatus> of(UUID messageId) {
        return ofAll(List.of(messageId)).getOrDefault(messageId, List.of());
    }

    /** Everything heard of some messages, by message, each oldest first. */
    public Map<UUID, List<HeardStatus>> ofAll(Collection<UUID> messageIds) {
        record Entry(UUID messageId, HeardStatus heard) {}
        return Sql.on(entities)
                .list(
                        "select id, message_id, status, provider_status, error_code, error_message, source, occurred_at"
                                + " from status_event where message_id = any(cast(? as uuid[])) order by occurred_at, id",
                        row -> new Entry(row.uuid("message_id"), heard(row)),
                        messageIds)
                .stream()
                .collect(
                        Collectors.groupingBy(Entry::messageId, Collectors.mapping(Entry::heard, Collectors.toList())));
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
