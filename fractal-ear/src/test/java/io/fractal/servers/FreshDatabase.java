package io.fractal.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** An empty PostgreSQL database for one server, gone when closed. */
final class FreshDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;

    private FreshDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static FreshDatabase start() throws IOException {
        return new FreshDatabase(EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .start());
    }

    /** The value for {@code DATABASE_URL}. */
    String url() {
        return "postgresql://postgres:unused@localhost:" + server.getPort() + "/postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
