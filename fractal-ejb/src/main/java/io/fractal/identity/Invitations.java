package io.fractal.identity;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Ids;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Invitations into workspaces by a link, which only its address may follow. An address has one open invitation into a workspace:
 * another one takes the place of the first.
 */
@Stateless
public class Invitations {

    /** How long a link works. */
    static final Duration LIFE = Duration.ofDays(7);

    private static final String INVITATIONS =
            "select i.id, i.workspace_id, w.name, i.email, i.role, i.created_at, i.expires_at, i.accepted_by, i.revoked_at"
                    + " from invitation i join workspace w on w.id = i.workspace_id where ";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Sessions sessions;

    @Inject
    private Clock clock;

    /**
     * Invites an address.
     *
     * @param actor who does it, as they are in this workspace
     * @param email the address
     * @param role what they will be, at most what the actor is
     * @throws InvalidRequestException when it is no address
     * @throws NotAllowedException when the role is above the actor's
     * @throws InvitationRefusedException when the address belongs to a member
     */
    public Invited invite(UUID workspaceId, Caller actor, String email, Role role) {
        String address = email.strip();
        NewUser.emailProblem(address).ifPresent(problem -> {
            throw new InvalidRequestException(List.of(problem));
        });
        if (!actor.role().includes(role)) {
            throw new NotAllowedException(actor.role(), "the invitation is to the role " + role);
        }
        Sql sql = Sql.on(entities);
        sql.lock("fractal.members." + workspaceId);
        requireStranger(sql, workspaceId, address);
        sql.update(
                "update invitation set revoked_at = ? where workspace_id = ? and lower(email) = lower(?)"
                        + " and accepted_at is null and revoked_at is null",
                clock.instant(),
                workspaceId,
                address);
        return write(sql, workspaceId, actor, new Asked(address, role));
    }

    private record Asked(String email, Role role) {}

    private Invited write(Sql sql, UUID workspaceId, Caller actor, Asked asked) {
        UUID id = Ids.next();
        String token = Tokens.random();
        Instant now = clock.instant();
        sql.update(
                "insert into invitation (id, workspace_id, email, role, token_hash, invited_by, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                workspaceId,
                asked.email(),
                asked.role(),
                Tokens.sessionHash(token),
                actor.userId(),
                now,
                now.plus(LIFE));
        return new Invited(
                token,
                sql.first(INVITATIONS + "i.id = ?", Invitations::read, id)
                        .orElseThrow()
                        .invitation());
    }

    private static void requireStranger(Sql sql, UUID workspaceId, String email) {
        boolean member = sql.first(
                        "select m.user_id from membership m join app_user u on u.id = m.user_id"
                                + " where m.workspace_id = ? and lower(u.email) = lower(?)",
                        row -> row.uuid("user_id"),
                        workspaceId,
                        email)
                .isPresent();
        if (member) {
            throw InvitationRefusedException.alreadyMember();
        }
    }

    /** Those that nobody has accepted or taken back, expired ones among them, the latest first. */
    public List<Invitation> list(UUID workspaceId) {
        return Sql.on(entities)
                .list(
                        INVITATIONS + "i.workspace_id = ? and i.accepted_at is null and i.revoked_at is null"
                                + " order by i.created_at desc, i.id desc",
                        row -> read(row).invitation(),
                        workspaceId);
    }

    /**
     * Takes an invitation back.
     *
     * @throws InvitationNotFoundException when the workspace has no such open invitation
     */
    public void revoke(UUID workspaceId, UUID invitationId) {
        int revoked = Sql.on(entities)
                .update(
                        "update invitation set revoked_at = ? where workspace_id = ? and id = ?"
                                + " and accepted_at is null and revoked_at is null",
                        clock.instant(),
                        workspaceId,
                        invitationId);
        if (revoked == 0) {
            throw new InvitationNotFoundException();
        }
    }

    /**
     * What a link leads to.
     *
     * @throws InvitationNotFoundException when there never was such a link
     * @throws InvitationOverException when it does not work any more
     */
    public Invitation open(String token) {
        return open(found(token, ""));
    }

    /**
     * Makes a signed-in person a member. Once more by the same person changes nothing; somebody who is a member by other means keeps
     * their role.
     *
     * @throws PersonRequiredException when the caller is an API key
     * @throws InvitationNotFoundException when there never was such a link
     * @throws InvitationOverException when it does not work any more
     * @throws InvitationRefusedException when another address was invited
     */
    public Invitation accept(String token, Caller caller) {
        if (caller.userId() == null) {
            throw new PersonRequiredException(caller);
        }
        Stored stored = found(token, " for update of i");
        if (caller.userId().equals(stored.acceptedBy())) {
            return stored.invitation();
        }
        Invitation invitation = open(stored);
        if (!invitation.email().equalsIgnoreCase(caller.email())) {
            throw InvitationRefusedException.forSomebodyElse();
        }
        join(invitation, caller.userId());
        return invitation;
    }

    /**
     * Makes an account for the invited address, and a member of it.
     *
     * @param name the name shown to people; checked
     * @param passwordHash of their password
     * @throws InvitationNotFoundException when there never was such a link
     * @throws InvitationOverException when it does not work any more
     * @throws InvitationRefusedException when the address has an account: it has to sign in
     */
    public Invitation acceptAsNew(String token, String name, String passwordHash) {
        Invitation invitation = open(found(token, " for update of i"));
        // of two who come with the same address at the same time, the second finds the first
        Sql.on(entities).lock("fractal.account " + invitation.email().toLowerCase(Locale.ROOT));
        if (sessions.findUser(invitation.email()).isPresent()) {
            throw InvitationRefusedException.accountExists();
        }
        User user = new User(Ids.next(), invitation.email(), name, passwordHash, clock.instant());
        entities.persist(user);
        entities.flush();
        join(invitation, user.getId());
        return invitation;
    }

    private void join(Invitation invitation, UUID userId) {
        Sql sql = Sql.on(entities);
        Instant now = clock.instant();
        sql.update(
                "insert into membership (workspace_id, user_id, role, created_at) values (?, ?, ?, ?) on conflict do nothing",
                invitation.workspaceId(),
                userId,
                invitation.role(),
                now);
        sql.update("update invitation set accepted_at = ?, accepted_by = ? where id = ?", now, userId, invitation.id());
    }

    private Stored found(String token, String locking) {
        return Sql.on(entities)
                .first(INVITATIONS + "i.token_hash = ?" + locking, Invitations::read, Tokens.sessionHash(token))
                .orElseThrow(InvitationNotFoundException::new);
    }

    private Invitation open(Stored stored) {
        Invitation invitation = stored.invitation();
        boolean over = stored.acceptedBy() != null || stored.revokedAt() != null;
        if (over || !clock.instant().isBefore(invitation.expiresAt())) {
            throw new InvitationOverException(invitation.id());
        }
        return invitation;
    }

    private record Stored(Invitation invitation, UUID acceptedBy, Instant revokedAt) {}

    private static Stored read(Row row) throws SQLException {
        Invitation invitation = new Invitation(
                row.uuid("id"),
                row.uuid("workspace_id"),
                row.text("name"),
                row.text("email"),
                Role.valueOf(row.text("role")),
                row.instant("created_at"),
                row.instant("expires_at"));
        return new Stored(invitation, row.uuid("accepted_by"), row.instant("revoked_at"));
    }
}
