package io.fractal.identity;

import io.fractal.database.Ids;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The API keys of workspaces. */
@Stateless
public class ApiKeys {

    private static final String PREFIX = "fk_";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Tokens tokens;

    @Inject
    private Clock clock;

    /** Who holds a key, and that it was used. */
    public Optional<Caller> use(String key) {
        Instant now = clock.instant();
        return find(key).filter(ApiKey::isValid).map(found -> {
            if (found.isTouchDue(now)) {
                found.used(now);
            }
            return found.caller();
        });
    }

    /**
     * Makes a chosen key the only valid one of its name in a workspace. A key that was revoked stays so.
     *
     * @param workspaceId whose key it is
     * @param name the name shown to people
     * @param role what its holder may do
     * @param key the whole key, beginning with {@code fk_}
     */
    public void install(UUID workspaceId, String name, Role role, String key) {
        if (find(key).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        entities.createQuery("select k from ApiKey k where k.workspaceId = :workspace and k.name = :name", ApiKey.class)
                .setParameter("workspace", workspaceId)
                .setParameter("name", name)
                .getResultStream()
                .forEach(former -> former.revoke(now));
        entities.persist(new ApiKey(workspaceId, name, role, key, tokens.apiKeyHash(key), Ids.next(), now));
    }

    private Optional<ApiKey> find(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return entities.createQuery("select k from ApiKey k where k.keyHash = :hash", ApiKey.class)
                .setParameter("hash", tokens.apiKeyHash(key))
                .getResultStream()
                .findFirst();
    }
}
