package io.fractal.channels;

import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A sender with all that is known of it. Components may be {@code null} where it is said.
 *
 * @param providerId the provider's id; {@code null} when it was never seen there
 * @param channel the channel it is kept under
 * @param channels every channel it carries
 * @param address what recipients see; for a pool the provider's id
 * @param label what people call it
 * @param country ISO 3166-1 alpha-2, or {@code null}
 * @param poolIds the provider's ids of the pools it belongs to
 * @param verification how its verification or registration stands in the provider's word, or {@code null}
 * @param incomingUrl where the provider delivers what comes in for it, or {@code null}
 * @param pointsHere whether that is this Fractal
 * @param detailsJson anything else the provider says, a JSON object
 * @param ratePerSecond messages a second, instead of what is usual for its kind, or {@code null}
 * @param named whether the settings name it, so that it writes where there is no other default
 * @param defaults where it writes when nobody chooses
 * @param syncedAt when it was last seen at the provider, or {@code null}
 * @param retiredAt since when nothing goes out from it, or {@code null}
 */
public record SenderView(
        UUID id,
        String providerId,
        Kind kind,
        ChannelType channel,
        Set<ChannelType> channels,
        String address,
        String label,
        String country,
        List<String> poolIds,
        String verification,
        String incomingUrl,
        boolean pointsHere,
        String detailsJson,
        BigDecimal ratePerSecond,
        boolean named,
        List<Default> defaults,
        Instant createdAt,
        Instant syncedAt,
        Instant retiredAt) {

    public SenderView {
        channels = Set.copyOf(channels);
        poolIds = List.copyOf(poolIds);
        defaults = List.copyOf(defaults);
    }

    /**
     * A place where a sender writes when nobody chooses.
     *
     * @param country ISO 3166-1 alpha-2; {@code null} for all countries without a default of their own
     */
    public record Default(ChannelType channel, String country) {}

    SenderView with(List<Default> places) {
        return new SenderView(
                id,
                providerId,
                kind,
                channel,
                channels,
                address,
                label,
                country,
                poolIds,
                verification,
                incomingUrl,
                pointsHere,
                detailsJson,
                ratePerSecond,
                named,
                places,
                createdAt,
                syncedAt,
                retiredAt);
    }
}
