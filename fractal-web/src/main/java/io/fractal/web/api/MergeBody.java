package io.fractal.web.api;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.web.notation.JsonBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which contacts become one. */
@Schema(name = "ContactMerge", description = "contactId or contactIds, and into unless the contact in the path stays.")
public record MergeBody(
        @Schema(nullable = true, example = "0190f3c2-7a5e-7000-8000-000000000002", description = "The other contact")
        UUID contactId,

        @Schema(description = "The other contacts, at most 20")
        List<UUID> contactIds,

        @Schema(nullable = true, description = "The one that stays; by default the one in the path")
        UUID into) {

    static MergeBody of(JsonBody json) {
        MergeBody body = new MergeBody(json.uuid("contactId"), json.uuids("contactIds"), json.uuid("into"));
        json.finish();
        return body;
    }

    /** The one that stays. */
    UUID survivor(UUID inPath) {
        return into == null ? inPath : into;
    }

    /**
     * What to answer when one of those meant is not there: that the path leads nowhere, or which field names nobody.
     *
     * @param missing who is not there
     * @param why what was found out about them
     */
    FractalException refusal(UUID missing, UUID inPath, FractalException why) {
        return missing.equals(inPath)
                ? why
                : new InvalidRequestException(List.of(new FieldError(
                        fieldOf(missing),
                        "UNKNOWN_CONTACT",
                        "There is no such contact, or it is part of another already")));
    }

    private String fieldOf(UUID contact) {
        if (contact.equals(contactId)) {
            return "contactId";
        }
        return contact.equals(into) ? "into" : "contactIds[" + contactIds.indexOf(contact) + "]";
    }

    /** Everyone who is meant. */
    Set<UUID> members(UUID inPath) {
        Set<UUID> members = new LinkedHashSet<>(contactIds);
        members.add(inPath);
        if (contactId != null) {
            members.add(contactId);
        }
        return members;
    }
}
