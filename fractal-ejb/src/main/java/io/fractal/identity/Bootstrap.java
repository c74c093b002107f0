package io.fractal.identity;

import io.fractal.configuration.Settings;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes sure that someone can sign in: on an empty database creates the first workspace and its owner, and installs the API key that
 * the settings name. Safe when several nodes start at the same time.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Bootstrap {

    private static final System.Logger LOG = System.getLogger(Bootstrap.class.getName());

    /** Tells the launcher, which runs in the same process, whom it can show a password for. */
    static final String CREATED = "io.fractal.administrator.created";

    private static final String DEFAULT_EMAIL = "admin@fractal.local";
    private static final int PASSWORD_LENGTH = 20;

    @Inject
    private Settings settings;

    @EJB
    private Transactions transactions;

    @EJB
    private Workspaces workspaces;

    @EJB
    private ApiKeys apiKeys;

    @Inject
    private Clock clock;

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @PostConstruct
    void start() {
        String password =
                settings.adminPassword().orElseGet(() -> Tokens.random().substring(0, PASSWORD_LENGTH));
        transactions.inNew(() -> prepare(password)).ifPresent(owner -> announce(owner, password));
    }

    /** The owner, if one had to be created. */
    private Optional<User> prepare(String password) {
        Sql.on(entities).lock("fractal.bootstrap");
        Workspace workspace = workspaces.oldest().orElseGet(this::createWorkspace);
        Optional<User> owner = isAnyUser() ? Optional.empty() : Optional.of(createOwner(workspace, password));
        settings.firstApiKey().ifPresent(key -> apiKeys.install(workspace.getId(), "FRACTAL_API_KEY", Role.ADMIN, key));
        return owner;
    }

    private Workspace createWorkspace() {
        return workspaces.create("Fractal", "fractal", settings.defaultRegion(), settings.timeZone(), clock.instant());
    }

    private boolean isAnyUser() {
        return entities.createQuery("select count(u) from User u", Long.class).getSingleResult() > 0;
    }

    private User createOwner(Workspace workspace, String password) {
        Instant now = clock.instant();
        String email = settings.adminEmail().orElse(DEFAULT_EMAIL);
        User owner =
                new User(Ids.next(), email, email.substring(0, email.indexOf('@')), PasswordHash.of(password), now);
        entities.persist(owner);
        // inserts are ordered by mapped relations, and a membership has none: its user must stand first
        entities.flush();
        entities.persist(new Membership(workspace.getId(), owner.getId(), Role.OWNER, now));
        return owner;
    }

    private void announce(User owner, String password) {
        System.setProperty(CREATED, owner.getEmail());
        if (settings.adminPassword().isPresent()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The first user is {0}; the password is FRACTAL_ADMIN_PASSWORD",
                    owner.getEmail());
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The first user is {0} with the password {1} (shown this once: note it down)",
                    owner.getEmail(),
                    password);
        }
    }
}
