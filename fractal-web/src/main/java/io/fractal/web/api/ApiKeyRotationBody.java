package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What replacing an API key takes. */
@Schema(name = "ApiKeyRotation")
public record ApiKeyRotationBody(
        @Schema(
                example = "3600",
                nullable = true,
                description =
                        "For how many seconds the former key goes on being valid, up to 2,592,000 (30 days); 86,400 (a day) when left out, 0 to revoke it at once")
        Integer overlapSeconds) {

    private static final Duration STANDARD = Duration.ofDays(1);

    static Duration of(JsonBody json) {
        Integer seconds = json.integer("overlapSeconds");
        json.finish();
        return seconds == null ? STANDARD : Duration.ofSeconds(seconds);
    }
}
