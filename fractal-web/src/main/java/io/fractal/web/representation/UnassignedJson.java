package io.fractal.web.representation;

import io.fractal.receiving.UnassignedView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message to an address that is none of our senders; the components mean what those of {@link UnassignedView} mean. */
@Schema(name = "UnassignedMessage")
public record UnassignedJson(
        UUID id,
        @Schema(example = "SMS") String channelType,
        String from,
        String to,
        @Schema(nullable = true) String body,
        Instant receivedAt) {

    /** The representation of a parked message. */
    public static UnassignedJson of(UnassignedView message) {
        return new UnassignedJson(
                message.id(),
                message.channelType(),
                message.from(),
                message.to(),
                message.body(),
                message.receivedAt());
    }

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "UnassignedJson[" + id + "]";
    }
}
