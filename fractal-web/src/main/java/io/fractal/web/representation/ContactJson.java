package io.fractal.web.representation;

import io.fractal.contacts.ContactView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contact; the components mean what those of {@link ContactView} mean. */
@Schema(name = "Contact", description = "A person, with every address known of them.")
public record ContactJson(
        UUID id,
        @Schema(example = "Anna Schmidt") String name,
        @Schema(example = "anna@example.org") String email,
        @Schema(example = "de") String locale,
        List<String> tags,
        List<AddressJson> addresses,
        Instant createdAt,
        Instant updatedAt) {

    /** The representation of a contact. */
    public static ContactJson of(ContactView contact) {
        return new ContactJson(
                contact.id(),
                contact.name(),
                contact.email(),
                contact.locale(),
                contact.tags(),
                AddressJson.all(contact.addresses()),
                contact.createdAt(),
                contact.updatedAt());
    }
}
