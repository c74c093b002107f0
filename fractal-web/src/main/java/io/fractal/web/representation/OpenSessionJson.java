package io.fractal.web.representation;

import io.fractal.identity.Caller;
import io.fractal.identity.OpenSession;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where somebody is signed in. */
@Schema(name = "OpenSession")
public record OpenSessionJson(
        UUID id,

        @Schema(
                example = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                nullable = true,
                description = "How the browser or program names itself")
        String userAgent,

        Instant createdAt,

        @Schema(description = "When it was last used, to the minute")
        Instant lastSeenAt,

        @Schema(description = "When it ends unless it is used before")
        Instant expiresAt,

        @Schema(description = "Whether this request came with it")
        boolean current) {

    /** The representation of a session, as its owner sees it. */
    public static OpenSessionJson of(OpenSession session, Caller caller) {
        return new OpenSessionJson(
                session.id(),
                session.userAgent(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.id().equals(caller.sessionId()));
    }
}
