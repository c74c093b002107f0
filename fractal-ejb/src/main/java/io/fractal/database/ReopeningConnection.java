package io.fractal.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A connection that survives a restart of the database in a container's pool. Between two transactions it looks whether the
 * connection under it still lives, and if not opens another one. Within a transaction nothing is hidden: what was begun on a broken
 * connection fails.
 *
 * <p>The containers could validate pooled connections themselves, but each is told so in its own way, outside the application.
 */
final class ReopeningConnection implements InvocationHandler {

    /** A connection used more recently is trusted, so that a busy one pays nothing. */
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int CHECK_SECONDS = 2;

    /** Calls that begin work, on which the connection is looked after first. */
    private static final Set<String> BEGINNINGS =
            Set.of("createStatement", "prepareStatement", "prepareCall", "setAutoCommit", "unwrap");

    private final Opener opener;
    private Connection delegate;
    private boolean autoCommit = true;
    private boolean inTransaction;
    private boolean closed;
    private long lastUse = System.nanoTime();

    private ReopeningConnection(Opener opener) throws SQLException {
        this.opener = opener;
        this.delegate = opener.open();
    }

    /** Opens a physical connection. */
    @FunctionalInterface
    interface Opener {

        Connection open() throws SQLException;
    }

    /**
     * Opens a connection that looks after itself.
     *
     * @throws SQLException when the database does not answer or refuses
     */
    static Connection open(Opener opener) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                ReopeningConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ReopeningConnection(opener));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "isClosed" -> closed;
            case "close", "abort" -> {
                closed = true;
                yield call(method, arguments);
            }
            case "rollback" -> rollback(method, arguments);
            default -> {
                if (BEGINNINGS.contains(method.getName())) {
                    lookAfter();
                }
                Object result = call(method, arguments);
                remember(method.getName(), arguments);
                yield result;
            }
        };
    }

    private Object rollback(Method method, Object[] arguments) throws Throwable {
        inTransaction = inTransaction && arguments != null; // to a savepoint: the transaction goes on
        if (arguments == null && delegate.isClosed()) {
            return null; // the server has rolled back by itself
        }
        return call(method, arguments);
    }

    private void lookAfter() throws SQLException {
        if (closed || inTransaction) {
            return;
        }
        boolean trusted = System.nanoTime() - lastUse < TRUSTED_NANOS;
        if (delegate.isClosed() || !trusted && !delegate.isValid(CHECK_SECONDS)) {
            Connection broken = delegate;
            delegate = opener.open();
            delegate.setAutoCommit(autoCommit);
            broken.close();
        }
    }

    private void remember(String method, Object[] arguments) {
        lastUse = System.nanoTime();
        switch (method) {
            case "setAutoCommit" -> {
                inTransaction = inTransaction && arguments[0].equals(autoCommit); // a change of it commits
                autoCommit = (Boolean) arguments[0];
            }
            case "commit" -> inTransaction = false;
            case "createStatement", "prepareStatement", "prepareCall", "unwrap" -> inTransaction = !autoCommit;
            default -> {
                // says nothing about transactions
            }
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
