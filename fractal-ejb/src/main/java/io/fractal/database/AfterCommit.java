package io.fractal.database;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Lets a component do something quick, such as waking a thread, as soon as the present transaction has committed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class AfterCommit {

    @Resource
    private TransactionSynchronizationRegistry registry;

    /**
     * Has an action run once after the commit of the present transaction, and not at all after a rollback. Repeated calls with the
     * same key in one transaction are one.
     *
     * @param key what tells actions apart, for example the class that asks
     * @param action quick, must not fail and must not touch the database: it runs in the committing thread
     * @throws jakarta.ejb.EJBTransactionRequiredException when there is no transaction
     */
    public void run(Object key, Runnable action) {
        if (registry.getResource(key) != null) {
            return;
        }
        registry.putResource(key, Boolean.TRUE);
        registry.registerInterposedSynchronization(new Synchronization() {

            @Override
            public void beforeCompletion() {
                // nothing to do
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }
}
