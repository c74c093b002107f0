package io.fractal.events;

import io.fractal.database.JsonConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An event as it is written; the database adds transaction id and position. Never changed, and read back by native queries only. */
@Entity
@Table(name = "event")
public class LogEntry {

    @Id
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    private String type;

    @Column(name = "conversation_id")
    private UUID conversationId;

    @Column(name = "message_id")
    private UUID messageId;

    @Column(name = "contact_id")
    private UUID contactId;

    @Convert(converter = JsonConverter.class)
    private String data;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For JPA. */
    protected LogEntry() {}

    LogEntry(UUID id, UUID workspaceId, NewEvent event, String data, Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.type = event.type();
        this.conversationId = event.conversationId();
        this.messageId = event.messageId();
        this.contactId = event.contactId();
        this.data = data;
        this.createdAt = createdAt;
    }
}
