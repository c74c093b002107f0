package io.fractal.conversations;

import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.media.MediaLinks;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads messages with what they show, in two queries however many there are: the messages, then all their attachments. */
final class MessageRows {

    private static final String SELECT =
            "select m.*, u.name as author_name from message m" + " left join app_user u on u.id = m.author_user_id";

    private static final String MEDIA =
            "select a.message_id, a.workspace_id, a.url, a.content_type, a.state, a.error_code, a.error_message, a.media_id,"
                    + " d.file_name, c.size, c.thumbnail is not null as has_thumbnail from attachment a"
                    + " left join media d on d.id = a.media_id left join media_content c on c.id = d.content_id";

    private MessageRows() {}

    /**
     * @param links makes the addresses of what is stored
     * @param rest the query from {@code where} on; {@code m} is the message
     * @return in the order of the query; the list may be changed
     */
    static List<MessageView> read(Sql sql, MediaLinks links, String rest, Object... arguments) {
        List<MessageView> bare = sql.list(SELECT + rest, row -> view(row, List.of()), arguments);
        Map<UUID, List<MediaView>> media =
                media(sql, links, bare.stream().map(MessageView::id).toList());
        return bare.stream()
                .map(message -> media.containsKey(message.id()) ? withMedia(message, media.get(message.id())) : message)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<UUID, List<MediaView>> media(Sql sql, MediaLinks links, List<UUID> messageIds) {
        record Attached(UUID messageId, MediaView media) {}
        if (messageIds.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        MEDIA + " where a.message_id = any(cast(? as uuid[])) order by a.message_id, a.position",
                        row -> new Attached(row.uuid("message_id"), media(row, links)),
                        messageIds)
                .stream()
                .collect(Collectors.groupingBy(
                        Attached::messageId, Collectors.mapping(Attached::media, Collectors.toList())));
    }

    private static MediaView media(Row row, MediaLinks links) throws SQLException {
        UUID workspaceId = row.uuid("workspace_id");
        UUID mediaId = row.uuid("media_id");
        String fileName = row.text("file_name");
        return new MediaView(
                mediaId,
                mediaId == null ? row.text("url") : links.clientUrl(workspaceId, mediaId, fileName),
                row.text("content_type"),
                fileName,
                row.longNumber("size"),
                row.flag("has_thumbnail") ? links.thumbnailUrl(workspaceId, mediaId) : null,
                MediaState.valueOf(row.text("state")),
                row.text("error_code"),
                row.text("error_message"));
    }

    private static MessageView withMedia(MessageView m, List<MediaView> media) {
        return new MessageView(
                m.id(),
                m.conversationId(),
                m.contactId(),
                m.sequence(),
                m.direction(),
                m.channelType(),
                m.provider(),
                m.from(),
                m.to(),
                m.body(),
                media,
                m.status(),
                m.providerStatus(),
                m.providerMessageId(),
                m.errorCode(),
                m.errorMessage(),
                m.price(),
                m.priceCurrency(),
                m.segments(),
                m.authorUserId(),
                m.authorName(),
                m.clientId(),
                m.scheduledAt(),
                m.sentAt(),
                m.deliveredAt(),
                m.readAt(),
                m.createdAt(),
                m.updatedAt(),
                m.metadataJson(),
                m.contextJson(),
                m.replyToMessageId(),
                m.sending(),
                m.redactedAt());
    }

    private static MessageView view(Row row, List<MediaView> media) throws SQLException {
        return new MessageView(
                row.uuid("id"),
                row.uuid("conversation_id"),
                row.uuid("contact_id"),
                row.number("sequence"),
                row.text("direction"),
                row.text("channel_type"),
                row.text("provider"),
                row.text("from_address"),
                row.text("to_address"),
                row.text("body"),
                media,
                row.text("status"),
                row.text("provider_status"),
                row.text("provider_message_id"),
                row.text("error_code"),
                row.text("error_message"),
                row.decimal("price"),
                row.text("price_currency"),
                row.integer("segments"),
                row.uuid("author_user_id"),
                row.text("author_name"),
                row.text("client_id"),
                row.instant("scheduled_at"),
                row.instant("sent_at"),
                row.instant("delivered_at"),
                row.instant("read_at"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.text("metadata"),
                row.text("context"),
                row.uuid("reply_to_message_id"),
                sending(row),
                row.instant("redacted_at"));
    }

    private static SendingView sending(Row row) throws SQLException {
        return new SendingView(
                row.text("template_id"),
                row.text("template_variables"),
                row.text("lane"),
                row.uuid("bulk_job_id"),
                row.uuid("retry_of"),
                row.text("schedule_by"),
                row.integer("validity_seconds"),
                row.text("feedback"));
    }
}
