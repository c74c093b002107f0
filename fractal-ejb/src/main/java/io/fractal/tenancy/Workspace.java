package io.fractal.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/** One organisation's share of Fractal. Every row that belongs to it carries its id, and no one sees the rows of another. */
@Entity
@Table(name = "workspace")
public class Workspace {

    private static final Set<String> GERMAN_SPEAKING = Set.of("DE", "AT", "CH", "LI");

    @Id
    private UUID id;

    private String name;

    private String slug;

    @Column(name = "default_region")
    private String defaultRegion;

    @Column(insertable = false, updatable = false)
    private String language;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For JPA. */
    protected Workspace() {}

    /**
     * @param id its id
     * @param name the name shown to people
     * @param slug its short name in addresses, unique
     * @param defaultRegion the country assumed for numbers without a country code, ISO 3166-1 alpha-2
     * @param timeZone the zone its people live in
     * @param createdAt now
     */
    public Workspace(UUID id, String name, String slug, String defaultRegion, ZoneId timeZone, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.slug = slug;
        this.defaultRegion = defaultRegion;
        this.timeZone = timeZone.getId();
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** Its id. */
    public UUID getId() {
        return id;
    }

    /** The name shown to people. */
    public String getName() {
        return name;
    }

    /** Its short name in addresses. */
    public String getSlug() {
        return slug;
    }

    /** The country assumed for numbers without a country code, ISO 3166-1 alpha-2. */
    public String getDefaultRegion() {
        return defaultRegion;
    }

    /** The language that Fractal itself answers in, {@code en} or {@code de}: the one set, else that of the default region. */
    public String getLanguage() {
        if (language != null) {
            return language;
        }
        return GERMAN_SPEAKING.contains(defaultRegion) ? "de" : "en";
    }

    /** The zone its people live in. */
    public ZoneId getTimeZone() {
        return ZoneId.of(timeZone);
    }

    /** When it was made. */
    public Instant getCreatedAt() {
        return createdAt;
    }

    /** When it was last changed, or else made. */
    public Instant getUpdatedAt() {
        return updatedAt;
    }

    /** What people have decided about it. */
    public WorkspaceTraits traits() {
        return new WorkspaceTraits(name, getTimeZone(), defaultRegion, language);
    }
}
