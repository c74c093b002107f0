package io.fractal.database;

import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.persistence.transaction.JTATransactionController;

/** Finds the container's transaction manager under the names that the servers give it. */
public class FractalTransactionController extends JTATransactionController {

    /** WildFly's name, then Payara's. */
    private static final List<String> NAMES =
            List.of("java:jboss/TransactionManager", "java:appserver/TransactionManager");

    @Override
    protected TransactionManager acquireTransactionManager() throws NamingException {
        NamingException last = null;
        for (String name : NAMES) {
            try {
                return (TransactionManager) new InitialContext().lookup(name);
            } catch (NamingException e) {
                last = e; // the other server's name is tried next
            }
        }
        throw last;
    }
}
