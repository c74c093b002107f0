package io.fractal.channels;

import io.fractal.database.Row;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender.Kind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/**
 * One of our own addresses, as other components hold on to it.
 *
 * @param channel the channel it serves; an SMS sender serves MMS too
 * @param address the canonical address; for a pool the provider's id of it
 * @param label what people call it; its formatted address while it has no name
 * @param kind what it is
 * @param country ISO 3166-1 alpha-2, if the provider says that it belongs to one, or {@code null}
 * @param channels every channel it carries
 * @param ratePerSecond messages a second, instead of what is usual for its kind; {@code null} for what is usual
 */
public record SenderRef(
        UUID id,
        UUID workspaceId,
        UUID providerAccountId,
        ChannelType channel,
        String address,
        String label,
        Kind kind,
        String country,
        Set<ChannelType> channels,
        BigDecimal ratePerSecond) {

    static final String COLUMNS = "s.id, s.workspace_id, s.provider_account_id, s.channel_type, s.address, s.label,"
            + " s.kind, s.country, s.channels, s.rate_per_second";

    public SenderRef {
        channels = Set.copyOf(channels);
    }

    static SenderRef of(Row row) throws SQLException {
        ChannelType channel = ChannelType.valueOf(row.text("channel_type"));
        String address = row.text("address");
        String label = row.text("label");
        return new SenderRef(
                row.uuid("id"),
                row.uuid("workspace_id"),
                row.uuid("provider_account_id"),
                channel,
                address,
                label == null ? PhoneNumbers.formatted(address) : label,
                SenderKinds.of(row.text("kind"), channel, address),
                row.text("country"),
                SenderKinds.channels(row.texts("channels"), channel),
                row.decimal("rate_per_second"));
    }

    /** Whether it carries messages of a channel. */
    public boolean carries(ChannelType wanted) {
        ChannelType kept = Addresses.keptUnder(wanted);
        return channel == kept || channels.stream().map(Addresses::keptUnder).anyMatch(carried -> carried == kept);
    }

    /** Whether people can answer it: nobody answers a name, and a pool writes from its members. */
    public boolean isAnswerable() {
        return kind != Kind.ALPHANUMERIC && kind != Kind.POOL;
    }

    /**
     * Whether it reaches an address, as far as its kind tells: toll-free numbers reach North America only, short codes their own country.
     */
    public boolean reaches(String to) {
        return switch (kind) {
            case TOLL_FREE -> to.startsWith("+1");
            case SHORT_CODE ->
                country == null
                        ? to.startsWith("+1")
                        : PhoneNumbers.region(to).filter(country::equals).isPresent();
            default -> true;
        };
    }
}
