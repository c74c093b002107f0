package io.fractal.contract;

import io.fractal.servers.FreshDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A second workspace with something in it, made behind the interface, which has none to make one.
 *
 * @param contactId its contact
 * @param conversationId the conversation with that contact
 * @param messageId a failed message in it
 */
record OtherWorkspace(UUID contactId, UUID conversationId, UUID messageId) {

    static OtherWorkspace in(FreshDatabase database) throws SQLException {
        UUID workspace = Operation.inventedId();
        OtherWorkspace other =
                new OtherWorkspace(Operation.inventedId(), Operation.inventedId(), Operation.inventedId());
        try (Connection connection = database.connect()) {
            run(connection, """
                    insert into workspace (id, name, slug, default_region, time_zone, created_at)
                    values (?, 'Others', 'others', 'DE', 'UTC', now())""", workspace);
            run(connection, """
                    insert into contact (id, workspace_id, name, created_at, updated_at)
                    values (?, ?, 'Somebody else', now(), now())""", other.contactId(), workspace);
            run(connection, """
                    insert into conversation (id, workspace_id, contact_id, state, created_at, updated_at)
                    values (?, ?, ?, 'OPEN', now(), now())""", other.conversationId(), workspace, other.contactId());
            run(connection, """
                    insert into message (id, workspace_id, conversation_id, contact_id, sequence, direction, channel_type,
                        provider, from_address, to_address, body, status, created_at, updated_at)
                    values (?, ?, ?, ?, 1, 'OUTBOUND', 'SMS', 'twilio', '+4915799900001', '+4915799955555', 'secret',
                        'FAILED', now(), now())""", other.messageId(), workspace, other.conversationId(), other.contactId());
        }
        return other;
    }

    private static void run(Connection connection, String sql, UUID... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
