package io.fractal.web.api;

import io.fractal.contacts.ChannelDraft;
import io.fractal.contacts.ContactDraft;
import io.fractal.spi.ChannelType;
import io.fractal.web.notation.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a contact is described with. In a {@code PATCH}, what is absent stays as it is. */
@Schema(name = "ContactChange", description = "In a PATCH, what is absent stays as it is.")
public record ContactBody(
        @Schema(example = "Anna Schmidt", description = "1 to 200 characters")
        String name,

        @Schema(example = "anna@example.org", nullable = true)
        String email,

        @Schema(example = "de", nullable = true, description = "The language as a BCP 47 tag")
        String locale,

        @Schema(
                example = "[\"vip\"]",
                description = "At most 50 of at most 64 characters, without comma, semicolon and bar")
        List<String> tags,

        @Schema(type = SchemaType.OBJECT, example = "{\"crmId\": \"4711\"}", description = "At most 16 kB")
        String metadata,

        @Schema(description = "All addresses; those that are missing are taken away. Absent to leave them as they are")
        List<ContactChannelBody> channels,

        @Schema(
                nullable = true,
                description =
                        "Instead of channels: the number for SMS. Replaces the first one there is; null takes it away")
        String phone,

        @Schema(
                nullable = true,
                description =
                        "Instead of channels: the number on WhatsApp. Replaces the first one there is; null takes it away")
        String whatsapp) {

    private static final Map<String, ChannelType> SINGLE =
            new TreeMap<>(Map.of("phone", ChannelType.SMS, "whatsapp", ChannelType.WHATSAPP));

    /** A new contact. */
    static ContactDraft created(JsonBody json) {
        ContactDraft draft = read(json, new ContactDraft(null, null, null, List.of(), null, null));
        json.finish();
        return draft;
    }

    /** What replaces a contact: what is absent is emptied, but for the addresses, which only an explicit list replaces. */
    static ContactDraft replacing(JsonBody json) {
        return created(json);
    }

    /**
     * What is left of a contact after a partial change.
     *
     * @param json must have been checked by reading it over an empty contact first
     */
    static ContactDraft over(JsonBody json, ContactDraft present) {
        return read(json, present);
    }

    private static ContactDraft read(JsonBody json, ContactDraft present) {
        return new ContactDraft(
                json.has("name") ? json.string("name") : present.name(),
                json.has("email") ? json.string("email") : present.email(),
                json.has("locale") ? json.string("locale") : present.locale(),
                json.has("tags") ? json.strings("tags") : present.tags(),
                json.has("metadata") ? json.objectText("metadata") : present.metadataJson(),
                json.has("channels") ? channels(json) : null,
                inPlace(json));
    }

    private static List<ChannelDraft> inPlace(JsonBody json) {
        List<ChannelDraft> single = new ArrayList<>();
        SINGLE.forEach((field, channel) -> {
            if (json.has(field)) {
                String address = json.string(field);
                single.add(
                        new ChannelDraft(channel, address == null || address.isBlank() ? null : address, false, false));
                if (json.has("channels")) {
                    json.problem(field, "cannot be given together with channels");
                }
            }
        });
        return single;
    }

    private static List<ChannelDraft> channels(JsonBody json) {
        return json.list("channels").stream().map(ContactChannelBody::read).toList();
    }
}
