package io.fractal.web.representation;

import io.fractal.identity.ApiKeyView;
import io.fractal.identity.IssuedApiKey;
import io.fractal.web.notation.Joined;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API key; the components mean what those of {@link ApiKeyView} mean. */
@Schema(name = "ApiKey", description = "A key with which a program calls Fractal, without what it is called with.")
public record ApiKeyJson(
        UUID id,
        @Schema(example = "Warehouse") String name,

        @Schema(description = "Its first characters, to recognise it by", example = "fk_Qx7b")
        String prefix,

        @Schema(description = "What its holder may do: OWNER, ADMIN, SUPERVISOR, AGENT or VIEWER", example = "AGENT")
        String role,

        Instant createdAt,

        @Schema(nullable = true, description = "From when it is refused; null for never")
        Instant expiresAt,

        @Schema(nullable = true, description = "Up to a minute behind; null when it was never used")
        Instant lastUsedAt,

        @Schema(nullable = true, description = "When it was revoked")
        Instant revokedAt,

        @Schema(nullable = true, description = "The key that was made in its stead")
        UUID replacedBy) {

    /**
     * What a key is called with.
     *
     * @param key the whole key
     */
    @Schema(name = "ApiKeySecret")
    public record Secret(
            @Schema(
                    description = "The whole key, for X-API-Key or Authorization: Bearer. It is shown this once",
                    example = "fk_Qx7bS0m3V0-lQ2uXj4l1yB7c6n9o8p5rT2wZ0aKdEfG")
            String key) {

        /** Nothing of it. */
        @Override
        public String toString() {
            return "Secret";
        }
    }

    /** The representation of a key. */
    public static ApiKeyJson of(ApiKeyView key) {
        return new ApiKeyJson(
                key.id(),
                key.name(),
                key.prefix(),
                key.role().name(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.revokedAt(),
                key.replacedBy());
    }

    /** A key that was just made, with what it is called with, in one object. */
    public static Joined issued(IssuedApiKey issued) {
        return new Joined(of(issued.shown()), new Secret(issued.key()));
    }
}
