package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a message had its effect. */
@Schema(name = "Feedback")
public record FeedbackBody(
        @Schema(required = true, description = "confirmed or unconfirmed, in any case", example = "CONFIRMED")
        Outcome outcome) {

    /** What became of it. */
    public enum Outcome {
        CONFIRMED,
        UNCONFIRMED
    }

    static FeedbackBody of(JsonBody json) {
        Outcome outcome = json.constant(Outcome.class, "outcome");
        json.require("outcome");
        json.finish();
        return new FeedbackBody(outcome);
    }

    boolean isConfirmed() {
        return outcome == Outcome.CONFIRMED;
    }
}
