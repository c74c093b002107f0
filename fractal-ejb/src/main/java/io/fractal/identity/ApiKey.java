package io.fractal.identity;

import io.fractal.database.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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

    /** What every key begins with. */
    static final String PREFIX = "fk_";

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

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Column(name = "replaced_by")
    @Convert(converter = UuidConverter.class)
    private UUID replacedBy;

    /** For JPA. */
    protected ApiKey() {}

    ApiKey(UUID id, UUID workspaceId, NewApiKey wanted, Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.name = wanted.name();
        this.role = wanted.role();
        this.expiresAt = wanted.expiresAt();
        this.createdAt = now;
    }

    /** A key that nobody can guess. */
    static String random() {
        return PREFIX + Tokens.random();
    }

    /**
     * Says which key it is.
     *
     * @param key the whole key; only its beginning is kept
     * @param hash by which it is found
     */
    ApiKey opens(String key, byte[] hash) {
        prefix = key.substring(0, PREFIX_LENGTH);
        keyHash = hash.clone();
        return this;
    }

    /** Whether it opens anything at a time. */
    boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
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

    /**
     * Makes sure that another key can take its place.
     *
     * @throws ApiKeyRefusedException when it is over, or has a successor already
     */
    void requireRotatable(Instant now) {
        if (replacedBy != null) {
            throw ApiKeyRefusedException.replaced(id);
        }
        if (!isValid(now)) {
            throw ApiKeyRefusedException.over(id);
        }
    }

    /** The like of it: where it expires, one that is valid for as long as this was made for. */
    NewApiKey successor(Instant now) {
        return new NewApiKey(name, role, expiresAt == null ? null : now.plus(Duration.between(createdAt, expiresAt)));
    }

    /** Another takes its place: it is over at the end of the overlap, if not before. */
    void replace(UUID successorId, Instant endOfOverlap, Instant now) {
        replacedBy = successorId;
        if (!endOfOverlap.isAfter(now)) {
            revoke(now);
        } else if (expiresAt == null || endOfOverlap.isBefore(expiresAt)) {
            expiresAt = endOfOverlap;
        }
    }

    ApiKeyView view() {
        return new ApiKeyView(id, name, prefix, role, createdAt, expiresAt, lastUsedAt, revokedAt, replacedBy);
    }

    Caller caller() {
        return new Caller(workspaceId, null, id, null, name, null, role);
    }
}
