package io.fractal.database;

import io.fractal.configuration.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;

/** A data source for long work, outside the container's pool and without a limit on answer times. */
public final class UnpooledDataSource extends FractalDataSource {

    private final DatabaseUrl url;

    /**
     * @param url where the database is
     */
    public UnpooledDataSource(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(url, 0);
    }
}
