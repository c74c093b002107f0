package io.fractal.contacts;

import io.fractal.database.ChangedMeanwhileException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A contact as it is shown.
 *
 * @param name the name, or the formatted address while nobody knows a name
 * @param email the e-mail address, or {@code null}
 * @param locale the language the contact writes in as a BCP 47 tag, or {@code null}
 * @param channels where the contact is reached, the primary one first
 * @param metadataJson a JSON object that clients keep with the contact
 * @param notes how many notes there are
 * @param conversationId the conversation with the contact, or {@code null} while there is none
 * @param updatedAt when it was last changed; later with every change, also within one moment of the clock
 */
public record ContactView(
        UUID id,
        String name,
        String email,
        String locale,
        List<String> tags,
        List<ChannelView> channels,
        String metadataJson,
        long notes,
        UUID conversationId,
        Instant createdAt,
        Instant updatedAt) {

    public ContactView {
        tags = List.copyOf(tags);
        channels = List.copyOf(channels);
    }

    ContactView reachedAt(List<ChannelView> found) {
        return new ContactView(
                id, name, email, locale, tags, found, metadataJson, notes, conversationId, createdAt, updatedAt);
    }

    /**
     * Refuses a change by somebody who knows the contact as it was before. To be asked of a held contact only, so that nobody changes it
     * between this look and the change.
     *
     * @param expected when it was last changed as far as the caller knows; {@code null} when any state will do
     * @throws ChangedMeanwhileException when it has been changed since
     */
    public void requireState(Instant expected) {
        if (expected != null && !expected.equals(updatedAt)) {
            throw new ChangedMeanwhileException(id);
        }
    }

    /** The id only: the rest belongs to a person. */
    @Override
    public String toString() {
        return "ContactView[" + id + "]";
    }
}
