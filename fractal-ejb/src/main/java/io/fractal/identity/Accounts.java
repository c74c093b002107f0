package io.fractal.identity;

import io.fractal.configuration.Settings;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.WorkspaceTraits;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Makes accounts. */
@Stateless
public class Accounts {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Sessions sessions;

    @EJB
    private Workspaces workspaces;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /**
     * Makes a user who owns a workspace of their own, and signs them in.
     *
     * @param wanted who it is; checked
     * @param passwordHash of their password
     * @param userAgent how the browser names itself, or {@code null}
     * @throws EmailExistsException when there is an account under this address
     */
    public SignedIn open(NewUser wanted, String passwordHash, String userAgent) {
        // of two who come with the same address at the same time, the second finds the first
        Sql.on(entities).lock("fractal.account " + wanted.email().toLowerCase(Locale.ROOT));
        if (sessions.findUser(wanted.email()).isPresent()) {
            throw new EmailExistsException();
        }
        Instant now = clock.instant();
        UUID id = Ids.next();
        Workspace workspace = workspaces.create(
                new WorkspaceTraits(wanted.name(), settings.timeZone(), settings.defaultRegion(), null));
        User user = new User(id, wanted.email(), wanted.name(), passwordHash, now);
        entities.persist(user);
        // inserts are ordered by mapped relations, and a membership has none: what it names must stand first
        entities.flush();
        entities.persist(new Membership(workspace.getId(), id, Role.OWNER, now));
        entities.flush();
        return sessions.begin(user, userAgent).orElseThrow();
    }
}
