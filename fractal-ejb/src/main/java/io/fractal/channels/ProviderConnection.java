package io.fractal.channels;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An account at a provider through which a workspace writes and is written to, for Twilio an account SID. Kept for good, because
 * messages refer to it; its credentials are settings and never stored here.
 */
@Entity
@Table(name = "provider_account")
public class ProviderConnection {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false)
    private UUID workspaceId;

    @Column(nullable = false)
    private String provider;

    @Column(name = "account_id", nullable = false)
    private String accountId;

    @Column(name = "pool_id")
    private String poolId;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    /** For JPA. */
    protected ProviderConnection() {}

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** Whose it is. */
    public UUID getWorkspaceId() {
        return workspaceId;
    }

    /** The provider's name, {@code twilio}. */
    public String getProvider() {
        return provider;
    }

    /** The provider's id of the account. */
    public String getAccountId() {
        return accountId;
    }

    /** The sender pool that goes with it, if any. */
    public Optional<String> getPoolId() {
        return Optional.ofNullable(poolId);
    }

    /** Since when Fractal knows it. */
    public Instant getCreatedAt() {
        return createdAt;
    }
}
