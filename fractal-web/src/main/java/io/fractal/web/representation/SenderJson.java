package io.fractal.web.representation;

import io.fractal.channels.SenderView;
import io.fractal.web.notation.JsonEncoder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sender; the components mean what those of {@link SenderView} mean. */
@Schema(name = "Sender", description = "One of our own addresses: a number, a name, a WhatsApp sender, a pool of them.")
public record SenderJson(
        UUID id,

        @Schema(
                example = "PN0123456789abcdef0123456789abcdef",
                nullable = true,
                description = "The provider's id; null when it was never seen there")
        String sid,

        @Schema(
                example = "LONG_CODE",
                description = "LONG_CODE, TOLL_FREE, SHORT_CODE, ALPHANUMERIC, WHATSAPP, MESSENGER, RCS or POOL")
        String kind,

        @Schema(example = "SMS", description = "The channel it is kept under; a pool's is SMS")
        String channelType,

        @Schema(example = "[\"MMS\", \"SMS\"]", description = "Every channel it carries")
        List<String> channels,

        @Schema(example = "+4915799900001", description = "For a pool its id")
        String address,

        @Schema(example = "Front desk") String label,
        @Schema(example = "DE", nullable = true) String country,

        @Schema(description = "The pools it belongs to, by the provider's ids")
        List<String> poolIds,

        @Schema(
                example = "TWILIO_APPROVED",
                nullable = true,
                description = "How its verification or registration stands, in the provider's word")
        String verification,

        @Schema(nullable = true, description = "Where the provider delivers what comes in for it now")
        String incomingUrl,

        @Schema(description = "Whether that is this Fractal")
        boolean pointsHere,

        @Schema(type = SchemaType.OBJECT, description = "Anything else the provider says")
        JsonValue details,

        @Schema(example = "1", nullable = true, description = "Messages a second; null for what is usual for its kind")
        BigDecimal ratePerSecond,

        @Schema(description = "Whether the settings name it: it writes where there is no other default")
        boolean named,

        @Schema(description = "Where it writes when nobody chooses")
        List<PlaceJson> defaults,

        Instant createdAt,

        @Schema(nullable = true, description = "When it was last seen at the provider")
        Instant syncedAt,

        @Schema(nullable = true, description = "Since when nothing goes out from it")
        Instant retiredAt) {

    /** The representation of a sender. */
    public static SenderJson of(SenderView sender) {
        return new SenderJson(
                sender.id(),
                sender.providerId(),
                sender.kind().name(),
                sender.channel().name(),
                sender.channels().stream().map(Enum::name).sorted().toList(),
                sender.address(),
                sender.label(),
                sender.country(),
                sender.poolIds(),
                sender.verification(),
                sender.incomingUrl(),
                sender.pointsHere(),
                JsonEncoder.embedded(sender.detailsJson()),
                sender.ratePerSecond(),
                sender.named(),
                sender.defaults().stream()
                        .map(place -> new PlaceJson(place.channel().name(), place.country()))
                        .toList(),
                sender.createdAt(),
                sender.syncedAt(),
                sender.retiredAt());
    }

    /** A place where a sender writes when nobody chooses. */
    @Schema(name = "SenderDefault")
    public record PlaceJson(
            @Schema(example = "SMS") String channelType,

            @Schema(
                    example = "DE",
                    nullable = true,
                    description = "null for all countries without a default of their own")
            String country) {}
}
