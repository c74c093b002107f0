package io.fractal.contacts;

import io.fractal.database.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A person we write with. Comes into being with the first message in either direction, named by the profile that the channel shows or,
 * until anyone knows better, by the address.
 */
@Entity
@Table(name = "contact")
public class Contact {

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(nullable = false)
    private String name;

    private String email;

    private String locale;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "deleted_at", insertable = false, updatable = false)
    private Instant deletedAt;

    @Convert(converter = UuidConverter.class)
    @Column(name = "merged_into", insertable = false, updatable = false)
    private UUID mergedInto;

    /** For JPA. */
    protected Contact() {}

    /** Somebody new. */
    public Contact(UUID id, UUID workspaceId, String name, Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.name = name;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The language the contact writes in, as a BCP 47 tag. */
    public void speaks(String languageTag, Instant now) {
        this.locale = languageTag;
        this.updatedAt = now;
    }

    /** Whether it can still be worked with: neither deleted nor become part of another contact. */
    public boolean isThere() {
        return deletedAt == null && mergedInto == null;
    }

    /** Fractal's id. */
    public UUID getId() {
        return id;
    }

    /** Whose contact it is. */
    public UUID getWorkspaceId() {
        return workspaceId;
    }

    /** The name, or the formatted address while nobody knows one. */
    public String getName() {
        return name;
    }

    /** The e-mail address, or {@code null}. */
    public String getEmail() {
        return email;
    }

    /** The language as a BCP 47 tag, or {@code null}. */
    public String getLocale() {
        return locale;
    }

    /** Since when Fractal knows this person. */
    public Instant getCreatedAt() {
        return createdAt;
    }

    /** When anything of it last changed. */
    public Instant getUpdatedAt() {
        return updatedAt;
    }
}
