package io.fractal.web.representation;

import io.fractal.web.notation.JsonEncoder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a channel told about a received message beside its text. What it did not tell is {@code null}.
 *
 * @param repliedTo the provider's id of the message that this one answers
 */
@Schema(name = "MessageContext", description = "What a channel told about a received message beside its text.")
public record MessageContextJson(
        @Schema(
                nullable = true,
                description = "The provider's id of the message that this one answers",
                example = "SM0123456789abcdef0123456789abcdef")
        String repliedTo,

        @Schema(nullable = true) InteractionJson interaction,
        @Schema(nullable = true) LocationJson location,
        @Schema(nullable = true) ReferralJson referral) {

    /** A button or list entry that the writer chose. */
    @Schema(name = "Interaction")
    public record InteractionJson(
            @Schema(description = "BUTTON or LIST", example = "BUTTON")
            String kind,

            @Schema(nullable = true, description = "What the sender of the choices called it", example = "confirm")
            String id,

            @Schema(nullable = true, description = "What the writer saw", example = "Yes, please")
            String title) {

        static InteractionJson of(JsonObject chosen) {
            return chosen == null
                    ? null
                    : new InteractionJson(text(chosen, "kind"), text(chosen, "id"), text(chosen, "title"));
        }
    }

    /** A place. */
    @Schema(name = "Location")
    public record LocationJson(
            @Schema(nullable = true, description = "In degrees, north positive", example = "52.520008")
            BigDecimal latitude,

            @Schema(nullable = true, description = "In degrees, east positive", example = "13.404954")
            BigDecimal longitude,

            @Schema(nullable = true, example = "Alexanderplatz 1, 10178 Berlin")
            String address,

            @Schema(nullable = true, example = "Fernsehturm")
            String label) {

        static LocationJson of(JsonObject place) {
            return place == null
                    ? null
                    : new LocationJson(
                            number(place, "latitude"),
                            number(place, "longitude"),
                            text(place, "address"),
                            text(place, "label"));
        }
    }

    /** The advertisement or post that led the writer here. */
    @Schema(name = "Referral")
    public record ReferralJson(
            @Schema(nullable = true) String sourceId,

            @Schema(nullable = true, description = "ad or post, as the channel writes it", example = "ad")
            String sourceType,

            @Schema(nullable = true) String sourceUrl,
            @Schema(nullable = true) String headline,
            @Schema(nullable = true) String body) {

        static ReferralJson of(JsonObject origin) {
            return origin == null
                    ? null
                    : new ReferralJson(
                            text(origin, "sourceId"),
                            text(origin, "sourceType"),
                            text(origin, "sourceUrl"),
                            text(origin, "headline"),
                            text(origin, "body"));
        }
    }

    /** The representation of a stored context; {@code null} for none. */
    static MessageContextJson of(String stored) {
        if (stored == null) {
            return null;
        }
        JsonObject context = JsonEncoder.embedded(stored).asJsonObject();
        return new MessageContextJson(
                text(context, "repliedTo"),
                InteractionJson.of(context.getJsonObject("interaction")),
                LocationJson.of(context.getJsonObject("location")),
                ReferralJson.of(context.getJsonObject("referral")));
    }

    private static String text(JsonObject object, String name) {
        return object.getString(name, null);
    }

    private static BigDecimal number(JsonObject object, String name) {
        JsonNumber number = object.getJsonNumber(name);
        return number == null ? null : number.bigDecimalValue();
    }

    /** Nothing of it: these are people's words and places. */
    @Override
    public String toString() {
        return "MessageContextJson";
    }
}
