package io.fractal.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds entities by their id among those of one workspace. The query itself names the workspace, so that nothing of another workspace is
 * ever read, or held, on the way to refusing it. For entities with the attributes {@code id} and {@code workspaceId}.
 */
public final class Owned {

    private Owned() {}

    /** An entity of the workspace; empty when it has none of that id, whoever else may. */
    public static <T> Optional<T> find(EntityManager entities, Class<T> type, UUID workspaceId, UUID id) {
        return query(entities, type, workspaceId, id).getResultStream().findFirst();
    }

    /** The same, held for this transaction so that nobody else changes it meanwhile. */
    public static <T> Optional<T> locked(EntityManager entities, Class<T> type, UUID workspaceId, UUID id) {
        return query(entities, type, workspaceId, id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private static <T> TypedQuery<T> query(EntityManager entities, Class<T> type, UUID workspaceId, UUID id) {
        return entities.createQuery(
                        "select e from " + type.getSimpleName() + " e where e.workspaceId = :workspace and e.id = :id",
                        type)
                .setParameter("workspace", workspaceId)
                .setParameter("id", id);
    }
}
