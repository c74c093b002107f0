package io.fractal.web.representation;

import io.fractal.bulk.BulkRecipientView;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A recipient of a bulk job. What is not known is {@code null}. */
@Schema(name = "BulkRecipient", description = "What became of one recipient of a bulk job.")
public record BulkRecipientJson(
        @Schema(description = "The place in the request, from 0", example = "3")
        int index,

        @Schema(
                nullable = true,
                description = "The canonical address, or what was given for one",
                example = "+4915799912345")
        String to,

        @Schema(nullable = true) UUID contactId,

        @Schema(description = "PENDING, SENT, DELIVERED, FAILED, CANCELED, SKIPPED or UNKNOWN", example = "DELIVERED")
        String status,

        @Schema(nullable = true, description = "The message that was made")
        UUID messageId,

        @Schema(nullable = true, description = "The message's own status", example = "READ")
        String messageStatus,

        @Schema(
                nullable = true,
                description = "Why there is no message, or what went wrong with it",
                example = "INVALID_ADDRESS")
        String errorCode,

        @Schema(nullable = true, example = "This is no address that can be written to on this channel")
        String errorMessage) {

    /** The representation of a recipient. */
    public static BulkRecipientJson of(BulkRecipientView recipient, ErrorWords words) {
        return new BulkRecipientJson(
                recipient.index(),
                recipient.to(),
                recipient.contactId(),
                recipient.status().name(),
                recipient.messageId(),
                ShownStatus.of(recipient.messageStatus()),
                recipient.errorCode(),
                words.of(recipient.provider(), recipient.errorCode(), recipient.errorMessage()));
    }
}
