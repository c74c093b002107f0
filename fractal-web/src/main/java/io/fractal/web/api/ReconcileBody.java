package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The span of time of a reconciliation. */
@Schema(name = "Reconcile", description = "Which messages, by the time when they were accepted.")
public record ReconcileBody(
        @Schema(description = "From this time on; seven days before until by default", example = "2026-11-20T00:00:00Z")
        Instant since,

        @Schema(description = "Before this time; now by default", example = "2026-11-21T00:00:00Z")
        Instant until) {

    static ReconcileBody of(JsonBody json) {
        ReconcileBody body = new ReconcileBody(json.instant("since"), json.instant("until"));
        json.finish();
        return body;
    }
}
