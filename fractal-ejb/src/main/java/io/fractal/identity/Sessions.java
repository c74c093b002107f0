package io.fractal.identity;

import io.fractal.database.Ids;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The signed-in browsers, in the database: any node knows them, and a restart does not sign anyone out. */
@Stateless
public class Sessions {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** The user with this address, in any case, disabled or not. */
    public Optional<User> findUser(String email) {
        return entities.createQuery("select u from User u where lower(u.email) = lower(:email)", User.class)
                .setParameter("email", email)
                .getResultStream()
                .findFirst();
    }

    /** Begins a session in the user's first workspace; empty when the user is disabled or has none. */
    public Optional<SignedIn> begin(User user, String userAgent) {
        return user.isDisabled() ? Optional.empty() : membership(user).map(member -> begin(user, member, userAgent));
    }

    private SignedIn begin(User user, Membership member, String userAgent) {
        String token = Tokens.random();
        Instant now = clock.instant();
        UserSession session = new UserSession(
                Ids.next(), user.getId(), member.getWorkspaceId(), Tokens.sessionHash(token), userAgent, now);
        entities.persist(session);
        return new SignedIn(token, session.getExpiresAt(), caller(session, user, member));
    }

    private Optional<Membership> membership(User user) {
        return entities.createQuery(
                        "select m from Membership m where m.userId = :user order by m.createdAt, m.workspaceId",
                        Membership.class)
                .setParameter("user", user.getId())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Who holds a token, and that it was used. */
    public Optional<Caller> use(String token) {
        return use("s.tokenHash = :wanted", Tokens.sessionHash(token));
    }

    /** Who holds a session, and that it was used. */
    public Optional<Caller> use(UUID id) {
        return use("s.id = :wanted", id);
    }

    private Optional<Caller> use(String condition, Object wanted) {
        Instant now = clock.instant();
        return entities.createQuery(
                        "select s, u, m from UserSession s join User u on u.id = s.userId"
                                + " join Membership m on m.userId = s.userId and m.workspaceId = s.workspaceId"
                                + " where " + condition + " and u.disabledAt is null",
                        Object[].class)
                .setParameter("wanted", wanted)
                .getResultStream()
                .findFirst()
                .filter(found -> ((UserSession) found[0]).isValid(now))
                .map(found -> {
                    UserSession session = (UserSession) found[0];
                    if (session.isTouchDue(now)) {
                        session.used(now);
                    }
                    return caller(session, (User) found[1], (Membership) found[2]);
                });
    }

    /**
     * Counts that a session's tokens are renewed. Renewing with a token that was used before ends the session: either that use or this
     * one was a thief's.
     *
     * @param count how often they had been renewed when the shown token was made
     * @return who holds the session, or empty when the token was used before or the session has ended
     */
    public Optional<Caller> renew(UUID id, int count) {
        Instant now = clock.instant();
        int renewed = Sql.on(entities)
                .update(
                        "update user_session set refresh_count = refresh_count + 1, last_seen_at = ?, expires_at = ?"
                                + " where id = ? and refresh_count = ? and revoked_at is null and expires_at > ?",
                        now,
                        now.plus(UserSession.LIFE),
                        id,
                        count,
                        now);
        if (renewed == 0) {
            endWhere("id = ?", id);
            return Optional.empty();
        }
        return use(id);
    }

    /** A user's sessions that have not ended, the last used first; at most a hundred. */
    public List<OpenSession> open(UUID userId) {
        return Sql.on(entities)
                .list(
                        "select id, user_agent, created_at, last_seen_at, expires_at from user_session"
                                + " where user_id = ? and revoked_at is null and expires_at > ?"
                                + " order by last_seen_at desc, id desc limit 100",
                        row -> new OpenSession(
                                row.uuid("id"),
                                row.text("user_agent"),
                                row.instant("created_at"),
                                row.instant("last_seen_at"),
                                row.instant("expires_at")),
                        userId,
                        clock.instant());
    }

    /** Ends one of a user's sessions; says whether there was such a one that had not ended. */
    public boolean end(UUID userId, UUID id) {
        return endWhere("user_id = ? and id = ?", userId, id) > 0;
    }

    /** Ends all of a user's sessions, and says how many had not ended. */
    public int endAll(UUID userId) {
        return endWhere("user_id = ?", userId);
    }

    private int endWhere(String condition, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(clock.instant()));
        all.addAll(Arrays.asList(arguments));
        all.add(clock.instant());
        return Sql.on(entities)
                .update(
                        "update user_session set revoked_at = ? where revoked_at is null and " + condition
                                + " and expires_at > ?",
                        all.toArray());
    }

    /** Ends the session of a token, if there is one. */
    public void end(String token) {
        entities.createQuery("select s from UserSession s where s.tokenHash = :hash", UserSession.class)
                .setParameter("hash", Tokens.sessionHash(token))
                .getResultStream()
                .forEach(session -> session.revoke(clock.instant()));
    }

    private static Caller caller(UserSession session, User user, Membership member) {
        return new Caller(
                session.getWorkspaceId(),
                user.getId(),
                null,
                session.getId(),
                user.getName(),
                user.getEmail(),
                member.getRole());
    }
}
