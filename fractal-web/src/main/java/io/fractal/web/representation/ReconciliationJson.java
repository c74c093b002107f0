package io.fractal.web.representation;

import io.fractal.scheduling.ReconciliationView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A reconciliation. */
@Schema(name = "Reconciliation", description = "A pass over messages that stopped moving.")
public record ReconciliationJson(
        UUID id,

        @Schema(description = "RUNNING or COMPLETED", example = "COMPLETED")
        String status,

        Instant since,
        Instant until,
        Counts counts,
        Instant createdAt,

        @Schema(nullable = true, description = "Null while it runs")
        Instant finishedAt) {

    /** What came of it. */
    @Schema(name = "ReconciliationCounts", description = "All but examined add up to examined.")
    public record Counts(
            @Schema(description = "Messages that had stopped moving", example = "12")
            int examined,

            @Schema(description = "The provider told something new", example = "7")
            int changed,

            @Schema(example = "3") int unchanged,

            @Schema(description = "Nobody worked on them any more; now somebody does", example = "1")
            int takenUp,

            @Schema(description = "The provider could not be asked about them", example = "1")
            int unreachable) {}

    /** The representation of a reconciliation. */
    public static ReconciliationJson of(ReconciliationView pass) {
        return new ReconciliationJson(
                pass.id(),
                pass.status(),
                pass.since(),
                pass.until(),
                new Counts(pass.examined(), pass.changed(), pass.unchanged(), pass.takenUp(), pass.unreachable()),
                pass.createdAt(),
                pass.finishedAt());
    }
}
