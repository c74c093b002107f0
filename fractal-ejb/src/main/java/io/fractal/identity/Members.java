package io.fractal.identity;

import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The people of a workspace. Only owners decide on owners, admins on all others, and one owner always stays. */
@Stateless
public class Members {

    private static final String MEMBERS = "select m.user_id, u.name, u.email, m.role, m.created_at from membership m"
            + " join app_user u on u.id = m.user_id where m.workspace_id = ?";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    @Any
    private Instance<DepartureReaction> reactions;

    @Inject
    private Clock clock;

    /** All of them, by name. */
    public List<Member> list(UUID workspaceId) {
        return Sql.on(entities).list(MEMBERS + " order by lower(u.name), u.id", Members::read, workspaceId);
    }

    /**
     * Gives a member another role.
     *
     * @param actor who does it, as they are in this workspace
     * @throws MemberNotFoundException when nobody of that id belongs to the workspace
     * @throws NotAllowedException when the actor may not decide on this member or on this role
     * @throws LastOwnerException when nobody else is an owner
     */
    public Member changeRole(UUID workspaceId, Caller actor, UUID userId, Role role) {
        Sql sql = held(workspaceId);
        Role decides = present(workspaceId, actor);
        Member member = member(workspaceId, userId);
        requireDecision(decides, member.role());
        requireDecision(decides, role);
        if (role != Role.OWNER) {
            requireOtherOwner(workspaceId, member);
        }
        sql.update("update membership set role = ? where workspace_id = ? and user_id = ?", role, workspaceId, userId);
        return member(workspaceId, userId);
    }

    /**
     * Ends a membership, somebody else's or one's own. The sessions in this workspace end with it.
     *
     * @param actor who does it, as they are in this workspace
     * @throws MemberNotFoundException when nobody of that id belongs to the workspace
     * @throws NotAllowedException when the actor may not decide on this member
     * @throws LastOwnerException when nobody else is an owner
     */
    public void remove(UUID workspaceId, Caller actor, UUID userId) {
        Sql sql = held(workspaceId);
        Role decides = present(workspaceId, actor);
        boolean leaving = userId.equals(actor.userId());
        if (!leaving) {
            requireAdmin(decides);
        }
        Member member = member(workspaceId, userId);
        if (!leaving) {
            requireDecision(decides, member.role());
        }
        requireOtherOwner(workspaceId, member);
        sql.update("delete from membership where workspace_id = ? and user_id = ?", workspaceId, userId);
        sql.update(
                "update user_session set revoked_at = ? where workspace_id = ? and user_id = ? and revoked_at is null",
                clock.instant(),
                workspaceId,
                userId);
        reactions.forEach(reaction -> reaction.left(workspaceId, userId));
    }

    /** One at a time: two owners who leave together must not both find the other. */
    private Sql held(UUID workspaceId) {
        Sql sql = Sql.on(entities);
        sql.lock("fractal.members." + workspaceId);
        return sql;
    }

    /** What the actor may do now that nobody else changes it; meanwhile they may have been removed themselves. */
    private Role present(UUID workspaceId, Caller actor) {
        return actor.userId() == null
                ? actor.role()
                : member(workspaceId, actor.userId()).role();
    }

    private Member member(UUID workspaceId, UUID userId) {
        return Sql.on(entities)
                .first(MEMBERS + " and m.user_id = ?", Members::read, workspaceId, userId)
                .orElseThrow(() -> new MemberNotFoundException(userId));
    }

    private static Member read(Row row) throws SQLException {
        return new Member(
                row.uuid("user_id"),
                row.text("name"),
                row.text("email"),
                Role.valueOf(row.text("role")),
                row.instant("created_at"));
    }

    private static void requireAdmin(Role decides) {
        if (!decides.includes(Role.ADMIN)) {
            throw new NotAllowedException(decides, "only admins decide on others");
        }
    }

    private static void requireDecision(Role decides, Role about) {
        requireAdmin(decides);
        if (!decides.includes(about)) {
            throw new NotAllowedException(decides, "it is about the role " + about);
        }
    }

    private void requireOtherOwner(UUID workspaceId, Member member) {
        if (member.role() == Role.OWNER
                && Sql.on(entities)
                                .count(
                                        "select count(*) as n from membership m join app_user u on u.id = m.user_id"
                                                + " where m.workspace_id = ? and m.role = 'OWNER' and m.user_id <> ?"
                                                + " and u.disabled_at is null",
                                        workspaceId,
                                        member.userId())
                        == 0) {
            throw new LastOwnerException(workspaceId);
        }
    }
}
