package io.fractal.web.api;

import io.fractal.spi.ChannelType;
import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a sender is to write when nobody chooses. */
@Schema(
        name = "SenderDefaultChange",
        requiredProperties = {"channel"})
public record SenderDefaultBody(
        @Schema(example = "SMS", description = "Also taken as channelType")
        ChannelType channel,

        @Schema(
                example = "DE",
                nullable = true,
                description = "Two letters; absent or null for all countries without a default of their own")
        String country) {

    static SenderDefaultBody of(JsonBody json) {
        SenderDefaultBody body = new SenderDefaultBody(
                json.constant(ChannelType.class, "channel", "channelType"), json.string("country"));
        json.require("channel", "channelType");
        json.finish();
        return body;
    }
}
