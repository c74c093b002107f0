package io.fractal.contacts;

import io.fractal.spi.ChannelType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Where a contact is reached on one channel. Within a workspace an address on a channel belongs to one contact. */
@Entity
@Table(name = "contact_address")
public class ContactAddress {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(name = "contact_id", nullable = false)
    private UUID contactId;

    @Enumerated(EnumType.STRING)
    @Column(name = "channel_type", nullable = false, updatable = false)
    private ChannelType channel;

    @Column(nullable = false, updatable = false)
    private String address;

    @Column(name = "is_verified", nullable = false)
    private boolean verified;

    @Column(name = "is_primary", nullable = false)
    private boolean primary;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    /** For JPA. */
    protected ContactAddress() {}

    /**
     * @param verified whether the contact has written from it
     * @param primary whether it is the first address of the contact
     */
    public ContactAddress(
            UUID id, Contact contact, ReachedAt reachedAt, boolean verified, boolean primary, Instant now) {
        this.id = id;
        this.workspaceId = contact.getWorkspaceId();
        this.contactId = contact.getId();
        this.channel = reachedAt.channel();
        this.address = reachedAt.address();
        this.verified = verified;
        this.primary = primary;
        this.createdAt = now;
    }

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** Whose contact it is. */
    public UUID getWorkspaceId() {
        return workspaceId;
    }

    /** Who is reached here. */
    public UUID getContactId() {
        return contactId;
    }

    /** The channel; an SMS address serves MMS too. */
    public ChannelType getChannel() {
        return channel;
    }

    /** The canonical address. */
    public String getAddress() {
        return address;
    }

    /** Whether the contact has written from it. */
    public boolean isVerified() {
        return verified;
    }

    /** Whether the contact is written to here when nobody chooses. */
    public boolean isPrimary() {
        return primary;
    }

    /** Since when it is known. */
    public Instant getCreatedAt() {
        return createdAt;
    }
}
