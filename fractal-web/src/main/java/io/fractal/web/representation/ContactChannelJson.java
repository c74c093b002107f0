package io.fractal.web.representation;

import io.fractal.contacts.ChannelView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One way to reach a contact; the components mean what those of {@link ChannelView} mean. */
@Schema(name = "ContactChannel")
public record ContactChannelJson(
        UUID id,

        @Schema(example = "SMS", description = "SMS serves MMS too")
        String type,

        @Schema(
                example = "+4915799912345",
                description =
                        "Canonical: E.164 for numbers, a business-scoped id such as BR.1A2B for WhatsApp users without one")
        String identifier,

        @Schema(description = "Whether the contact has written from there, or somebody vouches for it")
        boolean isVerified,

        @Schema(description = "Whether the contact is written to here when nobody chooses")
        boolean isPrimary,

        Instant createdAt) {

    /** The representation of an address. */
    public static ContactChannelJson of(ChannelView channel) {
        return new ContactChannelJson(
                channel.id(),
                channel.type(),
                channel.identifier(),
                channel.verified(),
                channel.primary(),
                channel.createdAt());
    }
}
