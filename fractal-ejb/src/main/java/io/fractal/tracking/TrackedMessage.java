package io.fractal.tracking;

import io.fractal.conversations.Message;
import io.fractal.conversations.MessageStanding;
import io.fractal.database.Row;
import io.fractal.spi.DeliveryStatus;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * What following a message takes of it.
 *
 * @param providerMessageId the provider's id, or {@code null}
 * @param priced whether it is known what it cost
 * @param standing what it shows
 */
record TrackedMessage(
        UUID id,
        UUID workspaceId,
        UUID conversationId,
        UUID contactId,
        String providerMessageId,
        boolean priced,
        MessageStanding standing) {

    static final String COLUMNS = "id, workspace_id, conversation_id, contact_id, provider_message_id,"
            + " price is not null as priced, status, provider_status, error_code, error_message, sent_at, delivered_at, read_at";

    static TrackedMessage of(Message message) {
        return new TrackedMessage(
                message.getId(),
                message.getWorkspaceId(),
                message.getConversationId(),
                message.getContactId(),
                message.getProviderMessageId().orElse(null),
                message.getPrice().isPresent(),
                message.getStanding());
    }

    static TrackedMessage read(Row row) throws SQLException {
        return new TrackedMessage(
                row.uuid("id"),
                row.uuid("workspace_id"),
                row.uuid("conversation_id"),
                row.uuid("contact_id"),
                row.text("provider_message_id"),
                row.flag("priced"),
                new MessageStanding(
                        DeliveryStatus.valueOf(row.text("status")),
                        row.text("provider_status"),
                        row.text("error_code"),
                        row.text("error_message"),
                        row.instant("sent_at"),
                        row.instant("delivered_at"),
                        row.instant("read_at")));
    }

    /** The same message showing something else; empty when that is what it shows already. */
    Optional<TrackedMessage> showing(MessageStanding derived) {
        return derived.equals(standing)
                ? Optional.empty()
                : Optional.of(new TrackedMessage(
                        id, workspaceId, conversationId, contactId, providerMessageId, priced, derived));
    }

    boolean hasArrived() {
        return standing.status() == DeliveryStatus.DELIVERED || standing.status() == DeliveryStatus.READ;
    }
}
