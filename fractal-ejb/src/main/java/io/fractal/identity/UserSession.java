package io.fractal.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A signed-in browser. It lives as long as it is used at least once in two weeks; it ends by signing out. Only a hash of its token is
 * kept.
 */
@Entity
@Table(name = "user_session")
public class UserSession {

    /** How long an unused session lives. */
    static final Duration LIFE = Duration.ofDays(14);

    private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);
    private static final int LONGEST_USER_AGENT = 300;

    @Id
    private UUID id;

    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "user_agent")
    private String userAgent;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For JPA. */
    protected UserSession() {}

    UserSession(UUID id, UUID userId, UUID workspaceId, byte[] tokenHash, String userAgent, Instant now) {
        this.id = id;
        this.userId = userId;
        this.workspaceId = workspaceId;
        this.tokenHash = tokenHash.clone();
        this.userAgent = userAgent == null || userAgent.length() <= LONGEST_USER_AGENT
                ? userAgent
                : userAgent.substring(0, LONGEST_USER_AGENT);
        this.createdAt = now;
        used(now);
    }

    UUID getId() {
        return id;
    }

    UUID getUserId() {
        return userId;
    }

    UUID getWorkspaceId() {
        return workspaceId;
    }

    Instant getExpiresAt() {
        return expiresAt;
    }

    boolean isValid(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** Whether its use is worth a write: at most one a minute. */
    boolean isTouchDue(Instant now) {
        return now.isAfter(lastSeenAt.plus(TOUCH_AFTER));
    }

    /** It was used: it lives on from now. */
    final void used(Instant now) {
        lastSeenAt = now;
        expiresAt = now.plus(LIFE);
    }

    /** Ends it. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }
}
