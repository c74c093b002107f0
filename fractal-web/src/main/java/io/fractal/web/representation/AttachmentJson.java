package io.fractal.web.representation;

import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageView;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something attached to a message. The components mean what those of {@link MediaView} mean. */
@Schema(name = "Attachment", description = "Something attached to a message, in Fractal's own store or elsewhere.")
public record AttachmentJson(
        @Schema(nullable = true, description = "The id under which it is stored; null unless the state is STORED")
        UUID id,

        @Schema(
                nullable = true,
                description = "What it really is when it is stored, else what it was said to be",
                example = "image/jpeg")
        String contentType,

        @Schema(nullable = true, example = "image.jpg") String fileName,

        @Schema(nullable = true, description = "In bytes", example = "48213")
        Long size,

        @Schema(
                nullable = true,
                description =
                        "Where it can be read: when it is stored without signing in, for at least an hour; null when it is erased")
        String url,

        @Schema(
                nullable = true,
                description = "A picture of at most 320 pixels, for at least an hour; null when there is none (yet)")
        String thumbnailUrl,

        @Schema(
                description = "REMOTE: only an address is known. PENDING: is being fetched from the provider. STORED. "
                        + "FAILED: could not be fetched. ERASED: was taken away on purpose",
                example = "STORED")
        String state,

        @Schema(nullable = true, description = "Why it could not be fetched (yet); null when nothing is wrong")
        Problem error) {

    /**
     * Why something could not be fetched.
     *
     * @param code the provider's, or Fractal's own
     * @param message what it means, in the language of {@code Accept-Language}
     */
    @Schema(name = "AttachmentProblem")
    public record Problem(
            @Schema(example = "20003") String code,
            @Schema(nullable = true) String message) {}

    /** The attachments of a message. */
    static List<AttachmentJson> all(MessageView message, ErrorWords words) {
        return message.media().stream()
                .map(media -> of(media, problem(media, message.provider(), words)))
                .toList();
    }

    private static Problem problem(MediaView media, String provider, ErrorWords words) {
        return media.errorCode() == null
                ? null
                : new Problem(media.errorCode(), words.of(provider, media.errorCode(), media.errorMessage()));
    }

    private static AttachmentJson of(MediaView media, Problem problem) {
        return new AttachmentJson(
                media.mediaId(),
                media.contentType(),
                media.fileName(),
                media.size(),
                media.url(),
                media.thumbnailUrl(),
                media.state().name(),
                problem);
    }

    /** The id only: addresses open what people sent. */
    @Override
    public String toString() {
        return "AttachmentJson[" + id + "]";
    }
}
