package io.fractal.contacts;

import java.util.List;

/**
 * What a contact shall look like.
 *
 * @param name 1 to 200 characters
 * @param email the e-mail address, or {@code null}
 * @param locale the language as a BCP 47 tag, or {@code null}
 * @param tags at most 50 of at most 64 characters
 * @param metadataJson a JSON object of at most 16 kB; {@code null} for an empty one
 * @param channels where the contact is reached; {@code null} to leave that as it is
 * @param inPlace at most one address for a channel, which takes the place of the first that the contact has there, while its other
 *     addresses stay; without identifier that one is taken away. Empty when {@code channels} says where the contact is reached
 */
public record ContactDraft(
        String name,
        String email,
        String locale,
        List<String> tags,
        String metadataJson,
        List<ChannelDraft> channels,
        List<ChannelDraft> inPlace) {

    public ContactDraft {
        tags = List.copyOf(tags);
        channels = channels == null ? null : List.copyOf(channels);
        inPlace = List.copyOf(inPlace);
    }

    /** One in which no address takes the place of another. */
    public ContactDraft(
            String name,
            String email,
            String locale,
            List<String> tags,
            String metadataJson,
            List<ChannelDraft> channels) {
        this(name, email, locale, tags, metadataJson, channels, List.of());
    }

    /** A contact as it is, its addresses left alone. */
    public static ContactDraft of(ContactView contact) {
        return new ContactDraft(
                contact.name(), contact.email(), contact.locale(), contact.tags(), contact.metadataJson(), null);
    }

    /** Nothing of it: it belongs to a person. */
    @Override
    public String toString() {
        return "ContactDraft";
    }
}
