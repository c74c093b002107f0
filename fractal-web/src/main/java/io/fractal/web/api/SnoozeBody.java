package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What putting a conversation out of sight takes.
 *
 * @param until null to bring it back now
 */
@Schema(name = "Snooze")
public record SnoozeBody(
        @Schema(
                required = true,
                nullable = true,
                description = "When it comes back into sight; null for at once",
                example = "2027-01-31T09:30:00Z")
        Instant until) {

    static SnoozeBody of(JsonBody body) {
        if (!body.has("until", "snoozedUntil")) {
            body.problem("until", "is required, and may be null");
        }
        Instant until = body.instant("until", "snoozedUntil");
        body.finish();
        return new SnoozeBody(until);
    }
}
