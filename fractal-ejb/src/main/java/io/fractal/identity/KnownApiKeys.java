package io.fractal.identity;

import io.fractal.database.ShortMemory;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who holds an API key, remembered for a second: a program that calls thousands of times looks the key up, and marks it as used, once.
 * A key that is revoked or expires stops working within that second. Safe for use from several threads.
 */
@ApplicationScoped
public class KnownApiKeys {

    @EJB
    private ApiKeys keys;

    @Inject
    private Tokens tokens;

    /** By the key's hash, so that no key lies about in memory. */
    private final ShortMemory<String, Caller> callers = new ShortMemory<>();

    /** The holder of a key; empty when it is unknown, revoked or has expired. */
    Optional<Caller> caller(String key) {
        return callers.get(HexFormat.of().formatHex(tokens.apiKeyHash(key)), unknown -> keys.use(key));
    }
}
