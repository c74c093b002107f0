package io.fractal.database;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Lets beans that are not session beans have the entity manager by {@code @Inject}. With {@code @PersistenceContext} in them WildFly
 * refuses the EAR: it resolves the resources of CDI beans before it knows the persistence unit, those of session beans after.
 */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class EntityManagers {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /** The entity manager of the current transaction, whichever that is at each call; safe for use from several threads. */
    @Produces
    @Dependent
    public EntityManager entities() {
        return entities;
    }
}
