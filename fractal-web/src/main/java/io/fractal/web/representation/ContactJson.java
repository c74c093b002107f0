package io.fractal.web.representation;

import io.fractal.contacts.ChannelView;
import io.fractal.contacts.ContactView;
import io.fractal.spi.ChannelType;
import io.fractal.web.notation.JsonEncoder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contact; the components mean what those of {@link ContactView} mean. */
@Schema(name = "Contact", description = "A person, with every address known of them.")
public record ContactJson(
        UUID id,

        @Schema(example = "Anna Schmidt", description = "The number as people write it while nobody knows a name")
        String name,

        @Schema(example = "anna@example.org", nullable = true)
        String email,

        @Schema(description = "Where the contact is reached, the primary address first")
        List<ContactChannelJson> channels,

        @Schema(
                example = "+4915799912345",
                nullable = true,
                description = "The first of the channels that is a number for SMS")
        String phone,

        @Schema(
                example = "+4915799912345",
                nullable = true,
                description = "The first of the channels that is a number on WhatsApp")
        String whatsapp,

        @Schema(example = "de-DE", nullable = true, description = "The language as a BCP 47 tag")
        String locale,

        @Schema(example = "[\"vip\"]") List<String> tags,

        @Schema(type = SchemaType.OBJECT, example = "{\"crmId\": \"4711\"}")
        JsonValue metadata,

        @Schema(example = "2", description = "How many notes there are")
        long notesCount,

        @Schema(nullable = true, description = "The conversation with the contact; null while there is none")
        UUID conversationId,

        Instant createdAt,
        Instant updatedAt) {

    /** The representation of a contact. */
    public static ContactJson of(ContactView contact) {
        return new ContactJson(
                contact.id(),
                contact.name(),
                contact.email(),
                contact.channels().stream().map(ContactChannelJson::of).toList(),
                first(contact, ChannelType.SMS),
                first(contact, ChannelType.WHATSAPP),
                contact.locale(),
                contact.tags(),
                JsonEncoder.embedded(contact.metadataJson()),
                contact.notes(),
                contact.conversationId(),
                contact.createdAt(),
                contact.updatedAt());
    }

    private static String first(ContactView contact, ChannelType type) {
        return contact.channels().stream()
                .filter(channel -> channel.type().equals(type.name()))
                .map(ChannelView::identifier)
                .findFirst()
                .orElse(null);
    }

    /** Of the id only, as that of {@link MessageJson}. */
    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }

    /** The id only: the rest belongs to a person. */
    @Override
    public String toString() {
        return "ContactJson[" + id + "]";
    }
}
