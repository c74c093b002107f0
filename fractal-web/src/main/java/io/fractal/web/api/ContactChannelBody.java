package io.fractal.web.api;

import io.fractal.contacts.ChannelDraft;
import io.fractal.spi.ChannelType;
import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An address that a contact shall have. */
@Schema(
        name = "ContactChannelChange",
        requiredProperties = {"type", "identifier"})
public record ContactChannelBody(
        @Schema(
                example = "SMS",
                description = "SMS, WHATSAPP, MESSENGER, RCS, EMAIL or VOICE; also taken as channelType")
        String type,

        @Schema(
                example = "0157 99912345",
                description =
                        "In any spelling; numbers without a country code belong to the workspace's region. Also taken as address")
        String identifier,

        @Schema(description = "Whether somebody vouches for it")
        boolean isVerified,

        @Schema(description = "Whether the contact is written to here when nobody chooses")
        boolean isPrimary) {

    static ChannelDraft read(JsonBody json) {
        ChannelType type = json.constant(ChannelType.class, "type", "channelType", "channel");
        String identifier = json.string("identifier", "address");
        Boolean verified = json.flag("isVerified");
        Boolean primary = json.flag("isPrimary");
        return new ChannelDraft(type, identifier, Boolean.TRUE.equals(verified), Boolean.TRUE.equals(primary));
    }

    static ChannelDraft of(JsonBody json) {
        ChannelDraft draft = read(json);
        json.finish();
        return draft;
    }
}
