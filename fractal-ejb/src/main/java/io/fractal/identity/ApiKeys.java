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

/** Finds out who calls with an API key. {@link ApiKeyAdministration} makes and ends them. */
@Stateless
public class ApiKeys {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Tokens tokens;

    @Inject
    private Clock clock;

    /** Who holds a key, and that it was used; empty when it is unknown, revoked or has expired. */
    public Optional<Caller> use(String key) {
        Instant now = clock.instant();
        return find(key).filter(found -> found.isValid(now)).map(found -> {
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
        entities.persist(new ApiKey(Ids.next(), workspaceId, new NewApiKey(name, role, null), now)
                .opens(key, tokens.apiKeyHash(key)));
    }

    private Optional<ApiKey> find(String key) {
        if (!key.startsWith(ApiKey.PREFIX)) {
            return Optional.empty();
        }
        return entities.createQuery("select k from ApiKey k where k.keyHash = :hash", ApiKey.class)
                .setParameter("hash", tokens.apiKeyHash(key))
                .getResultStream()
                .findFirst();
    }
}
