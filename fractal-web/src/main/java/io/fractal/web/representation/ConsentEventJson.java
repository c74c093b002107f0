package io.fractal.web.representation;

import io.fractal.consent.ConsentEventView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One step in the history of a consent; the components mean what those of {@link ConsentEventView} mean. */
@Schema(name = "ConsentEvent")
public record ConsentEventJson(
        UUID id,

        @Schema(example = "SMS", description = "SMS stands for SMS, MMS and RCS together")
        String channelType,

        @Schema(example = "+4915799912345") String identifier,

        @Schema(example = "REVOKED", description = "How things stood afterwards")
        String state,

        @Schema(example = "KEYWORD") String source,

        @Schema(nullable = true, example = "STOP", description = "What a message asked for: STOP, START or HELP")
        String keyword,

        @Schema(nullable = true, description = "The message that caused it")
        UUID messageId,

        @Schema(nullable = true) UUID userId,
        @Schema(nullable = true, example = "Sam Operator") String userName,
        @Schema(nullable = true) String note,
        Instant createdAt) {

    /** The representation of a step. */
    public static ConsentEventJson of(ConsentEventView event) {
        return new ConsentEventJson(
                event.id(),
                event.channelType(),
                event.address(),
                event.state().name(),
                event.source().name(),
                event.keyword(),
                event.messageId(),
                event.userId(),
                event.userName(),
                event.note(),
                event.createdAt());
    }
}
