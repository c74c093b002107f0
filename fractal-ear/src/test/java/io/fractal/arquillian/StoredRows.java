package io.fractal.arquillian;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** Counts what is committed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class StoredRows {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /** The rows of one table. */
    public long in(String table) {
        return ((Number) entities.createNativeQuery("select count(*) from " + table)
                        .getSingleResult())
                .longValue();
    }

    /** The rows, in every table that knows addresses, with a person's address. */
    public long ofPerson(String address) {
        return ((Number) entities.createNativeQuery("select (select count(*) from contact_address where address = ?1)"
                                + " + (select count(*) from message where ?1 in (from_address, to_address))"
                                + " + (select count(*) from unassigned_message where from_address = ?1)")
                        .setParameter(1, address)
                        .getSingleResult())
                .longValue();
    }

    /** The rows of one table that are about something. */
    public long about(String table, String column, UUID id) {
        return ((Number) entities.createNativeQuery("select count(*) from " + table + " where " + column + " = ?1")
                        .setParameter(1, id)
                        .getSingleResult())
                .longValue();
    }

    /** How much work on a message is still to be done. */
    public long unfinishedWork(UUID messageId) {
        return ((Number) entities.createNativeQuery(
                                "select count(*) from outbox where subject_id = ?1 and state <> 'DONE'")
                        .setParameter(1, messageId)
                        .getSingleResult())
                .longValue();
    }
}
