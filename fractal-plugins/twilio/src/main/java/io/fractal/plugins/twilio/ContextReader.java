package io.fractal.plugins.twilio;

import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundContext;
import io.fractal.spi.InboundContext.Interaction;
import io.fractal.spi.InboundContext.InteractionKind;
import io.fractal.spi.InboundContext.Location;
import io.fractal.spi.InboundContext.OptOut;
import io.fractal.spi.InboundContext.Referral;
import io.fractal.spi.RawWebhook;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what a webhook of an incoming message tells beside text and media. Nothing of it is promised: what is missing or unreadable
 * is left out, and stands in the raw payload as it came.
 */
final class ContextReader {

    private static final double MOST_LATITUDE = 90;
    private static final double MOST_LONGITUDE = 180;

    private final RawWebhook webhook;

    private ContextReader(RawWebhook webhook) {
        this.webhook = webhook;
    }

    /** @param from who wrote it */
    static InboundContext read(RawWebhook webhook, ChannelAddress from) {
        ContextReader reader = new ContextReader(webhook);
        return new InboundContext(
                reader.value("OriginalRepliedMessageSid"),
                reader.button().or(reader::listEntry),
                reader.location(),
                reader.referral(),
                reader.optOut(),
                reader.aliases(from));
    }

    /** A quick reply comes with the payload and the text of its button; buttons of old templates have a text only. */
    private Optional<Interaction> button() {
        Optional<String> payload = value("ButtonPayload");
        Optional<String> text = value("ButtonText");
        if (payload.isEmpty() && text.isEmpty()) {
            return Optional.empty();
        }
        String title = text.or(() -> value("Body")).or(() -> payload).orElse("");
        return Optional.of(new Interaction(InteractionKind.BUTTON, payload.orElse(title), title));
    }

    private Optional<Interaction> listEntry() {
        return value("ListId")
                .map(id -> new Interaction(
                        InteractionKind.LIST,
                        id,
                        value("ListTitle").or(() -> value("Body")).orElse(id)));
    }

    private Optional<Location> location() {
        OptionalDouble latitude = degrees("Latitude", MOST_LATITUDE);
        OptionalDouble longitude = degrees("Longitude", MOST_LONGITUDE);
        return latitude.isPresent() && longitude.isPresent()
                ? Optional.of(
                        new Location(latitude.getAsDouble(), longitude.getAsDouble(), value("Address"), value("Label")))
                : Optional.empty();
    }

    private Optional<Referral> referral() {
        boolean any = Stream.of("SourceId", "SourceType", "SourceUrl", "Headline", "Body")
                .anyMatch(part -> value("Referral" + part).isPresent());
        return any
                ? Optional.of(new Referral(
                        value("ReferralSourceId"),
                        value("ReferralSourceType"),
                        value("ReferralSourceUrl"),
                        value("ReferralHeadline"),
                        value("ReferralBody")))
                : Optional.empty();
    }

    private Optional<OptOut> optOut() {
        return value("OptOutType")
                .flatMap(word -> Arrays.stream(OptOut.values())
                        .filter(type -> type.name().equalsIgnoreCase(word.strip()))
                        .findFirst());
    }

    /**
     * A WhatsApp user has a number, a business-scoped id, or both, and {@code From} is one of them. The number in {@code WaId} can be
     * spelled otherwise than in {@code From} (Mexico, Brazil, Argentina).
     */
    private Set<String> aliases(ChannelAddress from) {
        if (from.channel() != ChannelType.WHATSAPP) {
            return Set.of();
        }
        Set<String> aliases = new LinkedHashSet<>();
        value("WaId").filter(id -> id.matches("\\d{6,15}")).ifPresent(id -> aliases.add("+" + id));
        value("ExternalUserId").map(ChannelAddress::parse).ifPresent(id -> aliases.add(id.address()));
        aliases.remove(from.address());
        return aliases;
    }

    private OptionalDouble degrees(String name, double most) {
        try {
            return value(name).stream()
                    .mapToDouble(Double::parseDouble)
                    .filter(degrees -> Math.abs(degrees) <= most)
                    .findFirst();
        } catch (NumberFormatException unreadable) {
            return OptionalDouble.empty();
        }
    }

    private Optional<String> value(String name) {
        return webhook.parameter(name).filter(value -> !value.isBlank());
    }
}
