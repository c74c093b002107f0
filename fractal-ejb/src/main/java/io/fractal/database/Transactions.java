package io.fractal.database;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.Supplier;

/**
 * Transactions whose ends must be seen in the code: where one step has to be committed before the next may begin, as around a call to
 * a provider.
 */
@Stateless
public class Transactions {

    /**
     * Runs work in a transaction of its own and returns when it is committed.
     *
     * @throws RuntimeException what the work throws; nothing of it is kept then. The container wraps whatever is not a
     *     {@code FractalException} in an {@code EJBException}
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T inNew(Supplier<T> work) {
        return work.get();
    }

    /** The same for work that returns nothing. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void doInNew(Runnable work) {
        work.run();
    }
}
