package io.fractal.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A key with which a program calls Fractal. Only an HMAC of it is kept, and its beginning, by which people recognise it. */
@Entity
@Table(name = "api_key")
public class ApiKey {

    private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);
    private static final int PREFIX_LENGTH = 7;

    @Id
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    private String name;

    private String prefix;

    @Column(name = "key_hash")
    private byte[] keyHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For JPA. */
    protected ApiKey() {}

    ApiKey(UUID workspaceId, String name, Role role, String key, byte[] keyHash, UUID id, Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.name = name;
        this.prefix = key.substring(0, PREFIX_LENGTH);
        this.keyHash = keyHash.clone();
        this.role = role;
        this.createdAt = now;
    }

    UUID getId() {
        return id;
    }

    boolean isValid() {
        return revokedAt == null;
    }

    /** Whether its use is worth a write: at most one a minute. */
    boolean isTouchDue(Instant now) {
        return lastUsedAt == null || now.isAfter(lastUsedAt.plus(TOUCH_AFTER));
    }

    /** It was used. */
    void used(Instant now) {
        lastUsedAt = now;
    }

    /** Makes it worthless. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    Caller caller() {
        return new Caller(workspaceId, null, id, null, name, null, role);
    }
}
