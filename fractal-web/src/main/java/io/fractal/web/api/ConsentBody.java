package io.fractal.web.api;

import io.fractal.spi.ChannelType;
import io.fractal.web.notation.JsonBody;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consent that is given or taken back. */
@Schema(
        name = "ConsentChange",
        description = "The address is named by channelId, or by channelType and identifier.",
        requiredProperties = {"state"})
public record ConsentBody(
        @Schema(nullable = true, description = "One of the contact's addresses")
        UUID channelId,

        @Schema(nullable = true, example = "SMS", description = "Also taken as channel")
        ChannelType channelType,

        @Schema(
                nullable = true,
                example = "+4915799912345",
                description =
                        "The address in any spelling, also taken as address; without it, all of the contact's on the channel")
        String identifier,

        @Schema(example = "GRANTED", description = "GRANTED or REVOKED")
        State state,

        @Schema(nullable = true, example = "Asked on the phone", description = "Why, at most 500 characters")
        String note) {

    private static final int LONGEST_NOTE = 500;

    /** What can be said about an address. */
    public enum State {
        GRANTED,
        REVOKED
    }

    static ConsentBody of(JsonBody json) {
        ConsentBody body = new ConsentBody(
                json.uuid("channelId"),
                json.constant(ChannelType.class, "channelType", "channel", "type"),
                json.string("identifier", "address"),
                json.constant(State.class, "state"),
                json.string("note"));
        json.require("state");
        if (body.channelId() == null && body.channelType() == null) {
            json.problem("channelId", "or channelType is required");
        }
        if (body.note() != null && body.note().length() > LONGEST_NOTE) {
            json.problem("note", "must not be longer than " + LONGEST_NOTE + " characters");
        }
        json.finish();
        return body;
    }

    /** Nothing of the address and the note. */
    @Override
    public String toString() {
        return "ConsentBody[" + state + "]";
    }
}
