package io.fractal.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A sender as its provider keeps it.
 *
 * @param id the provider's id, for Twilio {@code PN…}, {@code SC…}, {@code MG…}, {@code XE…}; an alphanumeric id has that of its pool
 *     entry
 * @param kind what it is
 * @param address what recipients see, without a channel prefix: an E.164 number, a short code, a name; for a pool its id
 * @param label the name that people gave it
 * @param country ISO 3166-1 alpha-2, if it belongs to one
 * @param channels the channels it carries
 * @param poolIds the pools it belongs to
 * @param verification how its verification or registration stands, in the provider's own word, if it has one
 * @param incomingUrl where the provider delivers what comes in now, if anywhere
 * @param details anything else worth showing, by name
 */
public record ProviderSender(
        String id,
        Kind kind,
        String address,
        String label,
        Optional<String> country,
        Set<ChannelType> channels,
        List<String> poolIds,
        Optional<String> verification,
        Optional<String> incomingUrl,
        Map<String, String> details) {

    public ProviderSender {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(country, "country");
        channels = Set.copyOf(channels);
        poolIds = List.copyOf(poolIds);
        Objects.requireNonNull(verification, "verification");
        Objects.requireNonNull(incomingUrl, "incomingUrl");
        details = Map.copyOf(details);
    }

    /** What a sender is; each kind has its own rates and rules. */
    public enum Kind {
        LONG_CODE,
        TOLL_FREE,
        SHORT_CODE,
        ALPHANUMERIC,
        WHATSAPP,
        MESSENGER,
        RCS,
        POOL
    }
}
