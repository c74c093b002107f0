package io.fractal.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** An empty PostgreSQL database for one server, gone when closed. */
public final class FreshDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;

    private FreshDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one. */
    public static FreshDatabase start() throws IOException {
        return new FreshDatabase(EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .start());
    }

    /** The value for {@code DATABASE_URL}. */
    public String url() {
        return "postgresql://postgres:unused@localhost:" + server.getPort() + "/postgres";
    }

    /** A connection to it, for what no interface can bring about. */
    public Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
