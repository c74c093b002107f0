package io.fractal.web.representation;

import io.fractal.bulk.BulkCounts;
import io.fractal.bulk.BulkJobView;
import io.fractal.web.notation.JsonEncoder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bulk job. What is not known is {@code null}. */
@Schema(name = "BulkJob", description = "One message to many recipients.")
public record BulkJobJson(
        UUID id,

        @Schema(nullable = true, example = "Opening hours in December")
        String name,

        @Schema(description = "SCHEDULED, RUNNING, PAUSED, CANCELED or COMPLETED", example = "RUNNING")
        String status,

        @Schema(example = "SMS") String channelType,

        @Schema(nullable = true, example = "Dear {{name}}, we are open until 8 pm in December.")
        String body,

        @Schema(nullable = true, example = "HX0123456789abcdef0123456789abcdef")
        String templateSid,

        @Schema(nullable = true, description = "The sender that was asked for", example = "+4915799900001")
        String from,

        Counts counts,

        @Schema(nullable = true, description = "Nothing goes out before")
        Instant scheduledAt,

        @Schema(nullable = true, description = "When the first message was made")
        Instant startedAt,

        @Schema(nullable = true, description = "When nothing was left to hand over; delivery reports still come in")
        Instant finishedAt,

        Instant createdAt,
        Instant updatedAt,

        @Schema(type = SchemaType.OBJECT, description = "Kept with every message")
        JsonValue metadata) {

    /** How many recipients stand how; all but total add up to total. */
    @Schema(name = "BulkCounts", description = "How many recipients stand how; all but total add up to total.")
    public record Counts(
            @Schema(example = "2000") int total,

            @Schema(description = "Not handed over yet, or not sent on by the provider", example = "1200")
            int pending,

            @Schema(example = "300") int sent,

            @Schema(description = "Delivered or read", example = "480")
            int delivered,

            @Schema(example = "5") int failed,

            @Schema(example = "0") int canceled,

            @Schema(description = "Never became messages: no address, named twice, opted out …", example = "15")
            int skipped,

            @Schema(description = "The provider may or may not have them; Fractal finds out", example = "0")
            int unknown) {

        static Counts of(BulkCounts counts) {
            return new Counts(
                    counts.total(),
                    counts.pending(),
                    counts.sent(),
                    counts.delivered(),
                    counts.failed(),
                    counts.canceled(),
                    counts.skipped(),
                    counts.unknown());
        }
    }

    /** The representation of a job. */
    public static BulkJobJson of(BulkJobView job) {
        return new BulkJobJson(
                job.id(),
                job.name(),
                job.status().name(),
                job.channelType(),
                job.body(),
                job.templateId(),
                job.from(),
                Counts.of(job.counts()),
                job.scheduledAt(),
                job.startedAt(),
                job.finishedAt(),
                job.createdAt(),
                job.updatedAt(),
                JsonEncoder.embedded(job.metadataJson()));
    }
}
