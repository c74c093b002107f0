package io.fractal.contacts;

import io.fractal.spi.ChannelType;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One row of an import.
 *
 * @param number the row's number in the file, from 1 for the header
 * @param contactId the contact it is about; {@code null} to find that by its addresses, else by its e-mail address
 * @param draft what the contact shall look like; its addresses are added to those that are there. Without a name, a new contact is
 *     called by its first address
 * @param given the columns that hold something: what is not among them is left as it is
 * @param consents what it says of consents; the rest stay as they are
 */
public record ImportRow(
        long number, UUID contactId, ContactDraft draft, Set<Column> given, List<ConsentSaid> consents) {

    public ImportRow {
        given = Set.copyOf(given);
        consents = List.copyOf(consents);
    }

    /** One that says nothing of consents. */
    public ImportRow(long number, UUID contactId, ContactDraft draft, Set<Column> given) {
        this(number, contactId, draft, given, List.of());
    }

    /**
     * What a row says of a consent.
     *
     * @param channel the channel
     * @param granted whether the contact may be written to; otherwise it has objected
     * @param address in any spelling; {@code null} for all of the contact's on the channel
     */
    public record ConsentSaid(ChannelType channel, boolean granted, String address) {

        /** Without the address. */
        @Override
        public String toString() {
            return "ConsentSaid[" + channel + ", " + granted + "]";
        }
    }

    /** The columns that say what a contact looks like beside its addresses. */
    public enum Column {
        NAME,
        EMAIL,
        LOCALE,
        TAGS,
        METADATA
    }

    /** What is left of a contact when this row has been taken. */
    ContactDraft over(ContactDraft present) {
        return new ContactDraft(
                given.contains(Column.NAME) ? draft.name() : present.name(),
                given.contains(Column.EMAIL) ? draft.email() : present.email(),
                given.contains(Column.LOCALE) ? draft.locale() : present.locale(),
                given.contains(Column.TAGS) ? draft.tags() : present.tags(),
                given.contains(Column.METADATA) ? draft.metadataJson() : present.metadataJson(),
                null);
    }

    /** The number only: the rest belongs to a person. */
    @Override
    public String toString() {
        return "ImportRow[" + number + "]";
    }
}
