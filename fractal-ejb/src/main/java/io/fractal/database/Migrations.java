package io.fractal.database;

import io.fractal.configuration.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * The first bean to start: waits for the database and brings its schema to the state that this version needs. Every other bean that
 * starts by itself depends on it. Without a database the deployment fails with one sentence.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:global/jdbc/FractalDS",
        className = "io.fractal.database.FractalDataSource",
        minPoolSize = 2,
        initialPoolSize = 2,
        maxPoolSize = 20,
        maxIdleTime = 300,
        properties = {"applicationName=fractal"})
public class Migrations {

    private static final System.Logger LOG = System.getLogger(Migrations.class.getName());
    private static final int PING_SECONDS = 2;

    /** Of the class, because whoever asks must not be the one that makes the bean. */
    private static volatile boolean begun;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:global/jdbc/FractalDS")
    private DataSource dataSource;

    private volatile MigrationState state = MigrationState.WAITING;

    @PostConstruct
    void start() {
        FractalDataSource.use(settings.databaseUrl());
        try {
            new SchemaMigration(settings.databaseUrl(), clock).run(settings.databaseWait());
            state = MigrationState.DONE;
            begun = true;
        } catch (DatabaseUnavailableException e) {
            state = MigrationState.FAILED;
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            throw e;
        }
    }

    /**
     * Whether the bean may be asked. A call before that, as servers' health checks make while they still deploy, would have the
     * container make the bean too early, which fails and leaves it unusable for good.
     */
    public static boolean hasBegun() {
        return begun;
    }

    /** How far the schema is, for health checks. */
    public MigrationState state() {
        return state;
    }

    /** Whether the database answers a pooled connection within two seconds, for health checks. */
    public boolean databaseAnswers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(PING_SECONDS);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "The database does not answer", e);
            return false;
        }
    }
}
