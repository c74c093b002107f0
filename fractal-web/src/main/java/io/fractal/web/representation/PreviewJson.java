package io.fractal.web.representation;

import io.fractal.conversations.MessageRoute;
import io.fractal.sending.Preview;
import io.fractal.sending.SegmentCount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would become of a message. The components mean what those of {@link Preview} mean. */
@Schema(name = "MessagePreview")
public record PreviewJson(
        @Schema(example = "SMS") String channelType,
        @Schema(example = "+4915799912345") String to,

        @Schema(
                nullable = true,
                description = "The sender that would be used; null when there is none",
                example = "+4915799900001")
        String from,

        @Schema(nullable = true) UUID senderId,

        @Schema(nullable = true, description = "The text as it would read")
        String body,

        @Schema(
                nullable = true,
                description = "GSM7 or UCS2; null where nothing is billed by segments",
                example = "GSM7")
        String encoding,

        @Schema(nullable = true, description = "Septets for GSM7, UTF-16 units for UCS2", example = "26")
        Integer characters,

        @Schema(nullable = true, example = "1") Integer segments,

        @Schema(nullable = true, description = "Null when nothing like it has been paid for lately")
        Price price,

        @Schema(nullable = true, description = "Null on channels where free text is always allowed")
        Window window,

        @Schema(
                nullable = true,
                description = "PROVIDER or FRACTAL: who would keep it until its time; null when it goes at once",
                example = "FRACTAL")
        String scheduleBy,

        @Schema(description = "What it would wait for beside its time")
        List<Waiting> waits,

        @Schema(description = "Why it would be refused; empty when it would be accepted")
        List<Block> blockedBy) {

    /**
     * A price.
     *
     * @param estimated always true: what it costs is only known when the provider says so
     * @param basedOn the number of messages whose real prices it was estimated from
     */
    @Schema(name = "EstimatedPrice")
    public record Price(
            @Schema(description = "Negative for a charge", example = "-0.0075")
            BigDecimal amount,

            @Schema(example = "USD") String currency,
            boolean estimated,

            @Schema(
                    description = "How many of the workspace's own messages to that country it was estimated from",
                    example = "120")
            int basedOn) {}

    /** A window for free text. */
    @Schema(name = "ReplyWindow")
    public record Window(
            boolean open, @Schema(nullable = true) Instant closesAt) {}

    /** Something to wait for. */
    @Schema(name = "Waiting")
    public record Waiting(@Schema(example = "QUIET_HOURS") String code, Instant until) {}

    /** Something that it would be refused for. */
    @Schema(name = "Block")
    public record Block(
            @Schema(example = "RECIPIENT_OPTED_OUT") String code, String message) {}

    /** The representation of a preview. */
    public static PreviewJson of(Preview preview, ErrorWords words) {
        return new PreviewJson(
                preview.channel().name(),
                preview.to(),
                preview.route().map(MessageRoute::from).orElse(null),
                preview.route().map(MessageRoute::senderId).orElse(null),
                preview.body(),
                preview.count().map(count -> count.encoding().name()).orElse(null),
                preview.count().map(SegmentCount::characters).orElse(null),
                preview.count().map(SegmentCount::segments).orElse(null),
                preview.price()
                        .map(price -> new Price(price.amount(), price.currency(), true, price.messages()))
                        .orElse(null),
                preview.window()
                        .map(window ->
                                new Window(window.open(), window.closesAt().orElse(null)))
                        .orElse(null),
                preview.schedule().map(Enum::name).orElse(null),
                preview.waits().stream()
                        .map(waiting -> new Waiting(waiting.code(), waiting.until()))
                        .toList(),
                preview.blockedBy().stream()
                        .map(block -> new Block(block.code(), words.of(null, block.code(), block.message())))
                        .toList());
    }

    /** The channel only: the rest is what people write. */
    @Override
    public String toString() {
        return "PreviewJson[" + channelType + "]";
    }
}
