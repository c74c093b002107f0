package io.fractal.database;

import io.fractal.configuration.DatabaseUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to the database that {@code DATABASE_URL} names. The container pools them under
 * {@code java:global/jdbc/FractalDS}; each call here opens a new one, which survives a restart of the database. Safe for use from
 * several threads.
 *
 * <p>The containers push user, password and address of their own into a data source class; those are ignored.
 */
public class FractalDataSource implements DataSource {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final int SOCKET_TIMEOUT_SECONDS = 60;

    private static volatile DatabaseUrl configured;

    private volatile PrintWriter logWriter;

    /** Makes a data source for the address that {@link #use(DatabaseUrl)} set, else for {@code DATABASE_URL}. */
    public FractalDataSource() {}

    /** Sets the address for all instances. Called once at the start, when the settings have been checked. */
    static void use(DatabaseUrl url) {
        configured = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return ReopeningConnection.open(() -> open(address(), SOCKET_TIMEOUT_SECONDS));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /**
     * Opens a connection outside the container's pool, for the few that are held for long.
     *
     * @param url where to
     * @param socketTimeoutSeconds how long an answer may take, 0 for any time
     * @throws SQLException when the database does not answer or refuses
     */
    public static Connection open(DatabaseUrl url, int socketTimeoutSeconds) throws SQLException {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setApplicationName("fractal");
        driver.setReWriteBatchedInserts(true);
        driver.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        driver.setSocketTimeout(socketTimeoutSeconds);
        driver.setTcpKeepAlive(true);
        // the details of an error quote rows: addresses and texts of people
        driver.setLogServerErrorDetail(false);
        // what the address says wins over the defaults above
        driver.setUrl(url.jdbcUrl());
        url.user().ifPresent(driver::setUser);
        url.password().ifPresent(driver::setPassword);
        return driver.getConnection();
    }

    private static DatabaseUrl address() throws SQLException {
        DatabaseUrl url = configured;
        if (url != null) {
            return url;
        }
        // the container may ask before any of our beans exists
        String text = System.getProperty("DATABASE_URL", System.getenv("DATABASE_URL"));
        if (text == null) {
            throw new SQLException("DATABASE_URL is not set");
        }
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    /** Ignored: the address says it. */
    public void setUser(String user) {}

    /** Ignored: the address says it. */
    public void setPassword(String password) {}

    /** Ignored: {@code DATABASE_URL} says it. */
    public void setUrl(String url) {}

    /** Ignored: the name is always {@code fractal}; containers insist on pushing at least one property. */
    public void setApplicationName(String name) {}

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    /** Ignored: the time limit is fixed. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return CONNECT_TIMEOUT_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Fractal logs through System.Logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
