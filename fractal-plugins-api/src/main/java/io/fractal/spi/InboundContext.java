package io.fractal.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a channel tells about a received message beside its text and media.
 *
 * @param repliedToId the provider's id of the message that this one answers
 * @param interaction the button or list entry that the writer chose
 * @param location the place that was sent
 * @param referral the advertisement or post that led the writer here
 * @param optOut the consent keyword that the provider itself recognised; empty when it says nothing, which does not mean that the text
 *     is none
 * @param aliases other addresses of the same writer on the same channel, without a prefix: for WhatsApp the number beside a
 *     business-scoped user id, and the other way round
 */
public record InboundContext(
        Optional<String> repliedToId,
        Optional<Interaction> interaction,
        Optional<Location> location,
        Optional<Referral> referral,
        Optional<OptOut> optOut,
        Set<String> aliases) {

    /** Nothing. */
    public static final InboundContext NONE = new InboundContext(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    public InboundContext {
        repliedToId = StorableText.of(Objects.requireNonNull(repliedToId, "repliedToId"));
        Objects.requireNonNull(interaction, "interaction");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(referral, "referral");
        Objects.requireNonNull(optOut, "optOut");
        aliases = aliases.stream().map(StorableText::of).collect(Collectors.toUnmodifiableSet());
    }

    /** A consent keyword, by what it asks for. */
    public enum OptOut {
        STOP,
        START,
        HELP
    }

    /** What was chosen from. */
    public enum InteractionKind {
        BUTTON,
        LIST
    }

    /**
     * A choice.
     *
     * @param kind what was chosen from
     * @param id the payload or id that the sender of the choices gave the entry
     * @param title what the writer saw
     */
    public record Interaction(InteractionKind kind, String id, String title) {

        public Interaction {
            id = StorableText.of(id);
            title = StorableText.of(title);
        }
    }

    /**
     * A place.
     *
     * @param latitude in degrees, north positive
     * @param longitude in degrees, east positive
     * @param address the postal address, if given
     * @param label the place's name, if given
     */
    public record Location(double latitude, double longitude, Optional<String> address, Optional<String> label) {

        public Location {
            address = StorableText.of(address);
            label = StorableText.of(label);
        }

        /** Its name, its address and its coordinates, as far as they are known, with commas between them. */
        public String inWords() {
            return Stream.of(label, address, Optional.of(latitude + ", " + longitude))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * What led the writer here.
     *
     * @param sourceId the advertisement's or post's id, if given
     * @param sourceType {@code ad} or {@code post}, if given
     * @param sourceUrl its address, if given
     * @param headline its title, if given
     * @param body its text, if given
     */
    public record Referral(
            Optional<String> sourceId,
            Optional<String> sourceType,
            Optional<String> sourceUrl,
            Optional<String> headline,
            Optional<String> body) {

        public Referral {
            sourceId = StorableText.of(sourceId);
            sourceType = StorableText.of(sourceType);
            sourceUrl = StorableText.of(sourceUrl);
            headline = StorableText.of(headline);
            body = StorableText.of(body);
        }
    }
}
