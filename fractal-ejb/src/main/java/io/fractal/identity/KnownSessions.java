package io.fractal.identity;

import io.fractal.database.ShortMemory;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a session, remembered for a second, for programs that call thousands of times with an access token. A session that has
 * ended stops working within that second. Safe for use from several threads.
 */
@ApplicationScoped
public class KnownSessions {

    @EJB
    private Sessions sessions;

    private final ShortMemory<UUID, Caller> callers = new ShortMemory<>();

    /** The holder of a session; empty when there is none (any more). */
    Optional<Caller> caller(UUID sessionId) {
        return callers.get(sessionId, sessions::use);
    }
}
