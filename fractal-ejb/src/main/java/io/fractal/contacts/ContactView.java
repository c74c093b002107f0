package io.fractal.contacts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A contact as it is shown.
 *
 * @param name the name, or the formatted address while nobody knows a name
 * @param email the e-mail address, or {@code null}
 * @param locale the language the contact writes in as a BCP 47 tag, or {@code null}
 * @param addresses where the contact is reached, the primary one first
 */
public record ContactView(
        UUID id,
        String name,
        String email,
        String locale,
        List<String> tags,
        List<AddressView> addresses,
        Instant createdAt,
        Instant updatedAt) {

    public ContactView {
        tags = List.copyOf(tags);
        addresses = List.copyOf(addresses);
    }
}
