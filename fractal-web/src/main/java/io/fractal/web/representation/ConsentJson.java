package io.fractal.web.representation;

import io.fractal.consent.ConsentView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the consent of one address stands; the components mean what those of {@link ConsentView} mean. */
@Schema(name = "Consent", description = "Whether an address may be written to, and how we know.")
public record ConsentJson(
        @Schema(description = "The contact's address") UUID channelId,
        @Schema(example = "SMS") String channelType,
        @Schema(example = "+4915799912345") String identifier,

        @Schema(
                example = "REVOKED",
                description = "UNKNOWN while nobody has said anything, GRANTED, or REVOKED: then nothing is sent")
        String state,

        @Schema(
                nullable = true,
                example = "KEYWORD",
                description = "How we know: KEYWORD, PROVIDER, API, USER or IMPORT; null while nothing is known")
        String source,

        @Schema(nullable = true, description = "The message that caused it")
        UUID messageId,

        @Schema(nullable = true, example = "Asked on the phone")
        String note,

        @Schema(nullable = true) Instant changedAt) {

    /** The representation of a consent. */
    public static ConsentJson of(ConsentView consent) {
        return new ConsentJson(
                consent.addressId(),
                consent.channelType(),
                consent.address(),
                consent.state().name(),
                consent.source() == null ? null : consent.source().name(),
                consent.messageId(),
                consent.note(),
                consent.changedAt());
    }
}
