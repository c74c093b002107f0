package io.fractal.testing;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL with Fractal's schema, empty before each test, and transactions as the container would run them:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = new TestDatabase();
 *
 * Workspaces workspaces = database.beans().get(Workspaces.class);
 * database.inTransaction(() -> workspaces.create(…));
 * }</pre>
 *
 * The entity manager belongs to the calling thread's transaction. Safe for use from several threads.
 */
public final class TestDatabase implements BeforeEachCallback {

    private final ThreadLocal<Deque<RunningTransaction>> running = ThreadLocal.withInitial(ArrayDeque::new);

    /** Empties every table. */
    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'flyway%'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            statement.execute("truncate " + String.join(", ", tables) + " cascade");
        }
    }

    /** A new connection outside any transaction. */
    public Connection connection() throws SQLException {
        return dataSource().getConnection();
    }

    /** Opens new connections. */
    public DataSource dataSource() {
        return Postgres.get().dataSource();
    }

    /** Its address as a value of {@code DATABASE_URL}. */
    public String url() {
        return Postgres.get().jdbcUrl();
    }

    /** A fresh set of wired beans over this database. */
    public Beans beans() {
        return new Beans(this);
    }

    /** The entity manager of whichever transaction the calling thread is in. */
    public EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(current().entities, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Runs work in the present transaction, or in a new one that is committed at its end, or rolled back when it throws. */
    public <T> T inTransaction(Supplier<T> work) {
        return isInTransaction() ? work.get() : inNewTransaction(work);
    }

    /** The same for work that returns nothing. */
    public void doInTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** Runs work in a transaction of its own, as {@code REQUIRES_NEW} does. */
    public <T> T inNewTransaction(Supplier<T> work) {
        try {
            return callInNewTransaction(work::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A supplier throws no checked exception", e);
        }
    }

    /** {@link #inTransaction} for work with checked exceptions. */
    <T> T callInTransaction(Callable<T> work) throws Exception {
        return isInTransaction() ? work.call() : callInNewTransaction(work);
    }

    /** {@link #inNewTransaction} for work with checked exceptions. */
    <T> T callInNewTransaction(Callable<T> work) throws Exception {
        RunningTransaction transaction =
                new RunningTransaction(Postgres.get().entityManagers().createEntityManager());
        T result;
        running.get().push(transaction);
        try (EntityManager entities = transaction.entities) {
            entities.getTransaction().begin();
            try {
                result = work.call();
                entities.getTransaction().commit();
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        } finally {
            running.get().pop();
        }
        transaction.afterCommit.values().forEach(Runnable::run);
        return result;
    }

    /** Whether the calling thread is in a transaction. */
    public boolean isInTransaction() {
        return !running.get().isEmpty();
    }

    /** Has an action run after the present transaction's commit, once for each key. */
    void afterCommit(Object key, Runnable action) {
        current().afterCommit.putIfAbsent(key, action);
    }

    private RunningTransaction current() {
        RunningTransaction transaction = running.get().peek();
        if (transaction == null) {
            throw new IllegalStateException("There is no transaction: call inTransaction first");
        }
        return transaction;
    }

    private static final class RunningTransaction {

        private final EntityManager entities;
        private final Map<Object, Runnable> afterCommit = new LinkedHashMap<>();

        RunningTransaction(EntityManager entities) {
            this.entities = entities;
        }
    }
}
