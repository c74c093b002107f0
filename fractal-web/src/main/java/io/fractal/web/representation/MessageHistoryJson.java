package io.fractal.web.representation;

import io.fractal.conversations.AttemptView;
import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.StatusEventView;
import io.fractal.web.notation.Joined;
import io.fractal.web.notation.JsonEncoder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a message has gone through.
 *
 * @param statusHistory everything heard of its way, newest last
 * @param attempts the tries at handing it to its provider, newest last
 */
@Schema(name = "MessageHistory")
public record MessageHistoryJson(List<StatusEventJson> statusHistory, List<AttemptJson> attempts) {

    /** A message together with its history, in one object. */
    public static Joined joined(MessageDetail detail, ErrorWords words) {
        return new Joined(MessageJson.of(detail.message(), words), of(detail, words));
    }

    private static MessageHistoryJson of(MessageDetail detail, ErrorWords words) {
        String provider = detail.message().provider();
        return new MessageHistoryJson(
                detail.statusHistory().stream()
                        .map(event -> StatusEventJson.of(event, provider, words))
                        .toList(),
                detail.attempts().stream().map(AttemptJson::of).toList());
    }

    /** One thing heard; the components mean what those of {@link StatusEventView} mean. */
    @Schema(name = "StatusEvent")
    public record StatusEventJson(
            @Schema(example = "SENT") String status,
            @Schema(nullable = true, example = "sent") String providerStatus,
            Instant timestamp,

            @Schema(description = "FRACTAL, RESPONSE, CALLBACK, LOOKUP or WEBHOOK", example = "CALLBACK")
            String source,

            @Schema(nullable = true) String errorCode,

            @Schema(nullable = true, description = "What the error means, in the language of Accept-Language")
            String errorMessage,

            @Schema(type = SchemaType.OBJECT, description = "What the provider sent")
            JsonValue rawPayload) {

        static StatusEventJson of(StatusEventView event, String provider, ErrorWords words) {
            return new StatusEventJson(
                    ShownStatus.of(event.status()),
                    event.providerStatus(),
                    event.timestamp(),
                    event.source(),
                    event.errorCode(),
                    words.of(provider, event.errorCode(), event.errorMessage()),
                    JsonEncoder.embedded(event.rawPayloadJson()));
        }
    }

    /** One try; the components mean what those of {@link AttemptView} mean. */
    @Schema(name = "Attempt")
    public record AttemptJson(
            int number,
            Instant startedAt,
            @Schema(nullable = true) Instant finishedAt,

            @Schema(
                    nullable = true,
                    description = "TAKEN, REJECTED, THROTTLED, UNAVAILABLE, UNKNOWN or BUG; null while open",
                    example = "TAKEN")
            String outcome,

            @Schema(nullable = true) String providerMessageId,
            @Schema(nullable = true) String detail) {

        static AttemptJson of(AttemptView attempt) {
            return new AttemptJson(
                    attempt.number(),
                    attempt.startedAt(),
                    attempt.finishedAt(),
                    attempt.outcome(),
                    attempt.providerMessageId(),
                    attempt.detail());
        }
    }
}
