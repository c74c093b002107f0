package io.fractal.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A row of work as it is written. From then on it is changed by single atomic statements only (see {@code OutboxClaims}), as several
 * nodes reach for it: {@code PENDING} until claimed, {@code CLAIMED} while a node works on it and keeps renewing its lease, back to
 * {@code PENDING} for a later try, and at last {@code DONE} or {@code DEAD}.
 */
@Entity
@Table(name = "outbox")
public class OutboxEntry {

    @Id
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    private String kind;

    @Column(name = "subject_id")
    private UUID subjectId;

    @Column(name = "order_key")
    private UUID orderKey;

    private String state;

    private int attempts;

    @Column(name = "available_at")
    private Instant availableAt;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For JPA. */
    protected OutboxEntry() {}

    OutboxEntry(
            UUID id, UUID workspaceId, String kind, UUID subjectId, UUID orderKey, Instant availableAt, Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.kind = kind;
        this.subjectId = subjectId;
        this.orderKey = orderKey;
        this.state = "PENDING";
        this.availableAt = availableAt;
        this.createdAt = now;
    }

    /** Its id. */
    public UUID getId() {
        return id;
    }
}
