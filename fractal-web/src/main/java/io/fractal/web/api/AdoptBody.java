package io.fractal.web.api;

import io.fractal.spi.ChannelType;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import io.fractal.web.notation.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What taking an address over takes.
 *
 * @param to the address as the parked messages name it
 * @param channelType the channel it is on
 */
@Schema(
        name = "Adopt",
        requiredProperties = {"to", "channelType"})
public record AdoptBody(
        @Schema(example = "+4915799900009") String to,
        @Schema(example = "SMS") String channelType) {

    static AdoptBody of(JsonBody body) {
        String to = body.string("to");
        String channelType = body.string("channelType");
        body.finish();
        List<FieldProblem> problems = new ArrayList<>();
        if (to == null || to.isBlank()) {
            problems.add(new FieldProblem("to", "is required"));
        }
        String channel = channelType == null ? "" : channelType.toUpperCase(Locale.ROOT);
        if (Arrays.stream(ChannelType.values()).noneMatch(known -> known.name().equals(channel))) {
            problems.add(new FieldProblem("channelType", "must be a channel such as SMS or WHATSAPP"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return new AdoptBody(to, channel);
    }
}
