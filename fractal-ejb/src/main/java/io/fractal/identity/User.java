package io.fractal.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person who can sign in. What they may do depends on the workspace, see {@link Membership}. */
@Entity
@Table(name = "app_user")
public class User {

    @Id
    private UUID id;

    private String email;

    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "disabled_at")
    private Instant disabledAt;

    /** For JPA. */
    protected User() {}

    User(UUID id, String email, String name, String passwordHash, Instant createdAt) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }

    /** The user's id. */
    public UUID getId() {
        return id;
    }

    /** The address they sign in with. */
    public String getEmail() {
        return email;
    }

    /** The name shown to people. */
    public String getName() {
        return name;
    }

    String getPasswordHash() {
        return passwordHash;
    }

    /** Whether they can no longer sign in, nor go on with a session. */
    public boolean isDisabled() {
        return disabledAt != null;
    }

    /** Bars them from now on. */
    void disable(Instant now) {
        disabledAt = now;
    }
}
