package io.fractal.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that a person wrote to one of our addresses.
 *
 * @param providerMessageId the provider's id, unique within the account
 * @param channel the channel it came by ({@link ChannelType#MMS} when an SMS carries media)
 * @param from the writer's address, without a channel prefix: {@code +4915112345678}, or a provider's user id
 * @param to the address it was sent to, without a channel prefix
 * @param profileName the name the writer's profile carries, if the channel has such a thing
 * @param body the text; empty when there is none
 * @param media what is attached, in order
 * @param context what else the channel tells about it
 * @param rawPayload the parameters as they came
 */
public record InboundMessage(
        String providerMessageId,
        ChannelType channel,
        String from,
        String to,
        Optional<String> profileName,
        String body,
        List<Media> media,
        InboundContext context,
        Map<String, String> rawPayload)
        implements InboundEvent {

    /** Replaces in all texts what no database keeps (U+0000, halves of surrogate pairs) by U+FFFD. */
    public InboundMessage {
        providerMessageId = StorableText.of(Objects.requireNonNull(providerMessageId, "providerMessageId"));
        Objects.requireNonNull(channel, "channel");
        from = StorableText.of(Objects.requireNonNull(from, "from"));
        to = StorableText.of(Objects.requireNonNull(to, "to"));
        profileName = StorableText.of(Objects.requireNonNull(profileName, "profileName"));
        body = StorableText.of(Objects.requireNonNull(body, "body"));
        media = List.copyOf(media);
        Objects.requireNonNull(context, "context");
        rawPayload = StorableText.of(rawPayload);
    }

    /** A message of which the channel tells nothing but text and media. */
    public InboundMessage(
            String providerMessageId,
            ChannelType channel,
            String from,
            String to,
            Optional<String> profileName,
            String body,
            List<Media> media,
            Map<String, String> rawPayload) {
        this(providerMessageId, channel, from, to, profileName, body, media, InboundContext.NONE, rawPayload);
    }

    /**
     * The text for people to read: {@link #body()}, and where the writer sent none, what was chosen or the place that was sent, in words.
     *
     * @return empty when there is nothing to put into words
     */
    public String readableBody() {
        if (!body.isBlank()) {
            return body;
        }
        return context.interaction()
                .map(InboundContext.Interaction::title)
                .or(() -> context.location().map(InboundContext.Location::inWords))
                .orElse(body);
    }

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "InboundMessage[" + providerMessageId + "]";
    }

    /**
     * One attachment, still at the provider.
     *
     * @param url where the provider keeps it
     * @param contentType its media type as the provider states it
     */
    public record Media(String url, String contentType) {

        public Media {
            url = StorableText.of(url);
            contentType = StorableText.of(contentType);
        }
    }
}
