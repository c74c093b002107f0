package io.fractal.identity;

import io.fractal.database.Ids;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

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
        Instant now = clock.instant();
        return entities.createQuery(
                        "select s, u, m from UserSession s join User u on u.id = s.userId"
                                + " join Membership m on m.userId = s.userId and m.workspaceId = s.workspaceId"
                                + " where s.tokenHash = :hash and u.disabledAt is null",
                        Object[].class)
                .setParameter("hash", Tokens.sessionHash(token))
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
