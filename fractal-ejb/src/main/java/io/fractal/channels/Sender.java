package io.fractal.channels;

import io.fractal.spi.ChannelType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One of our own addresses: a number, a WhatsApp sender. Comes from the settings or from adopting an address somebody wrote to. When
 * it goes out of use it is retired and never deleted, because messages refer to it.
 */
@Entity
@Table(name = "sender")
public class Sender {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false)
    private UUID workspaceId;

    @Column(name = "provider_account_id", nullable = false)
    private UUID providerAccountId;

    @Enumerated(EnumType.STRING)
    @Column(name = "channel_type", nullable = false)
    private ChannelType channel;

    @Column(nullable = false)
    private String address;

    private String label;

    @Column(name = "is_default", nullable = false)
    private boolean standard;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "retired_at")
    private Instant retiredAt;

    /** For JPA. */
    protected Sender() {}

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** Whose it is. */
    public UUID getWorkspaceId() {
        return workspaceId;
    }

    /** The account at the provider that it belongs to. */
    public UUID getProviderAccountId() {
        return providerAccountId;
    }

    /** The channel it serves; an SMS sender serves MMS too. */
    public ChannelType getChannel() {
        return channel;
    }

    /** The canonical address. */
    public String getAddress() {
        return address;
    }

    /** What people call it; its formatted address while it has no name. */
    public String getLabel() {
        return label == null ? PhoneNumbers.formatted(address) : label;
    }

    /** Whether it is used when nobody chooses. */
    public boolean isStandard() {
        return standard;
    }

    /** Since when it is ours. */
    public Instant getCreatedAt() {
        return createdAt;
    }

    /** Whether messages may still go out from it; what comes in for it always finds it. */
    public boolean isInUse() {
        return retiredAt == null;
    }
}
