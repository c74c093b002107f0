package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed about an address; what is absent stays as it is. */
@Schema(name = "ContactChannelPatch")
public record ContactChannelPatch(
        @Schema(nullable = true, description = "Whether somebody vouches for it")
        Boolean isVerified,

        @Schema(nullable = true, example = "true", description = "true to make it the primary address")
        Boolean isPrimary) {

    static ContactChannelPatch of(JsonBody json) {
        ContactChannelPatch patch = new ContactChannelPatch(json.flag("isVerified"), json.flag("isPrimary"));
        json.finish();
        return patch;
    }
}
