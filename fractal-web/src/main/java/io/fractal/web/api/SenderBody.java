package io.fractal.web.api;

import io.fractal.channels.SenderChange;
import io.fractal.web.notation.JsonBody;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people decide about a sender; what is absent stays as it is. */
@Schema(name = "SenderChange", description = "What is absent stays as it is.")
public record SenderBody(
        @Schema(example = "Front desk", nullable = true, description = "null for its usual name")
        String label,

        @Schema(example = "10", nullable = true, description = "Messages a second; null for what is usual for its kind")
        BigDecimal ratePerSecond) {

    static SenderChange of(JsonBody json) {
        SenderChange change = new SenderChange(
                json.has("label"), json.string("label"), json.has("ratePerSecond"), json.decimal("ratePerSecond"));
        json.finish();
        return change;
    }
}
