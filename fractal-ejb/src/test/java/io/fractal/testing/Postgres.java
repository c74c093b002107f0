package io.fractal.testing;

import io.fractal.configuration.DatabaseUrl;
import io.fractal.database.UnpooledDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One PostgreSQL server for all tests of the process, with the schema in its newest state. It ends with the process. */
final class Postgres {

    private static Postgres instance;

    private final EmbeddedPostgres server;
    private final EntityManagerFactory entityManagers;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
        Flyway.configure()
                .dataSource(dataSource())
                .locations("classpath:io/fractal/database/migration")
                .load()
                .migrate();
        this.entityManagers = Persistence.createEntityManagerFactory(
                "fractal",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", dataSource(),
                        "eclipselink.target-server", "None"));
    }

    static synchronized Postgres get() {
        if (instance == null) {
            try {
                instance = new Postgres(EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return instance;
    }

    DataSource dataSource() {
        return new UnpooledDataSource(DatabaseUrl.parse(jdbcUrl()));
    }

    String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    EntityManagerFactory entityManagers() {
        return entityManagers;
    }
}
