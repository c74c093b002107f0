package io.fractal.identity;

import io.fractal.database.Sql;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.WorkspaceNotFoundException;
import io.fractal.tenancy.WorkspaceTraits;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** In which workspaces a caller is, and as what. An API key is in one, a person may be in several. */
@Stateless
public class Memberships {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Workspaces workspaces;

    @Inject
    private Clock clock;

    /** The workspaces that a caller belongs to, by name. */
    public List<WorkspaceRole> of(Caller caller) {
        if (caller.userId() == null) {
            return workspaces.find(caller.workspaceId()).stream()
                    .map(workspace -> new WorkspaceRole(workspace, caller.role()))
                    .toList();
        }
        return entities.createQuery(
                        "select w, m.role from Membership m join Workspace w on w.id = m.workspaceId"
                                + " where m.userId = :user order by lower(w.name), w.id",
                        Object[].class)
                .setParameter("user", caller.userId())
                .getResultStream()
                .map(found -> new WorkspaceRole((Workspace) found[0], (Role) found[1]))
                .toList();
    }

    /**
     * A caller as they are in a workspace, which need not be the one they act in at present.
     *
     * @param least the role that is needed there
     * @throws WorkspaceNotFoundException when they do not belong to it
     * @throws NotAllowedException when their role in it is not enough
     */
    public Caller in(UUID workspaceId, Caller caller, Role least) {
        Role role = role(workspaceId, caller).orElseThrow(() -> new WorkspaceNotFoundException(workspaceId));
        if (!role.includes(least)) {
            throw new NotAllowedException(role, least + " is needed in " + workspaceId);
        }
        return new Caller(
                workspaceId,
                caller.userId(),
                caller.apiKeyId(),
                caller.sessionId(),
                caller.name(),
                caller.email(),
                role);
    }

    private Optional<Role> role(UUID workspaceId, Caller caller) {
        if (caller.userId() == null) {
            return Optional.of(caller.role()).filter(role -> workspaceId.equals(caller.workspaceId()));
        }
        return find(workspaceId, caller.userId());
    }

    private Optional<Role> find(UUID workspaceId, UUID userId) {
        return Sql.on(entities)
                .first(
                        "select role from membership where workspace_id = ? and user_id = ?",
                        row -> Role.valueOf(row.text("role")),
                        workspaceId,
                        userId);
    }

    /**
     * Makes a workspace; the caller is its first owner.
     *
     * @throws PersonRequiredException when the caller is an API key
     */
    public WorkspaceRole create(Caller caller, WorkspaceTraits traits) {
        if (caller.userId() == null) {
            throw new PersonRequiredException(caller);
        }
        Workspace workspace = workspaces.create(traits);
        entities.persist(new Membership(workspace.getId(), caller.userId(), Role.OWNER, clock.instant()));
        return new WorkspaceRole(workspace, Role.OWNER);
    }

    /**
     * Has a signed-in browser go on in another workspace.
     *
     * @return the caller from now on
     * @throws WorkspaceNotFoundException when they do not belong to it
     * @throws PersonRequiredException when there is no signed-in browser
     */
    public Caller goOn(UUID workspaceId, Caller caller) {
        if (caller.sessionId() == null) {
            throw new PersonRequiredException(caller);
        }
        Caller there = in(workspaceId, caller, Role.VIEWER);
        Sql.on(entities)
                .update(
                        "update user_session set workspace_id = ? where id = ? and user_id = ?",
                        workspaceId,
                        caller.sessionId(),
                        caller.userId());
        return there;
    }
}
