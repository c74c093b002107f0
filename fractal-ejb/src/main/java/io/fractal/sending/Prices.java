package io.fractal.sending;

import io.fractal.channels.PhoneNumbers;
import io.fractal.database.Sql;
import io.fractal.sending.Preview.EstimatedPrice;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Estimates what a message would cost by what the workspace's own messages of that channel to that country have really cost lately:
 * price lists differ by account, and change. Works in the caller's transaction.
 */
@ApplicationScoped
public class Prices {

    private static final Duration LATELY = Duration.ofDays(90);
    private static final int LOOKED_AT = 2_000;
    private static final int SCALE = 6;

    @Inject
    private EntityManager entities;

    @Inject
    private Clock clock;

    private record Paid(String to, BigDecimal amount, String currency, int parts) {}

    /**
     * What a message would cost.
     *
     * @param parts how many segments it has, or 1 where it is billed as a whole
     * @return empty when nothing like it has been paid for
     */
    Optional<EstimatedPrice> estimate(UUID workspaceId, ChannelType channel, String to, int parts) {
        Optional<String> country = PhoneNumbers.region(to);
        List<Paid> paid = paid(workspaceId, channel).stream()
                .filter(message -> PhoneNumbers.region(message.to()).equals(country))
                .toList();
        if (paid.isEmpty() || parts == 0) {
            return Optional.empty();
        }
        String currency = paid.get(0).currency();
        List<Paid> same = paid.stream()
                .filter(message -> message.currency().equals(currency))
                .toList();
        BigDecimal amount = same.stream().map(Paid::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        int paidParts = same.stream().mapToInt(Paid::parts).sum();
        BigDecimal each = amount.divide(BigDecimal.valueOf(paidParts), MathContext.DECIMAL64);
        return Optional.of(new EstimatedPrice(
                each.multiply(BigDecimal.valueOf(parts))
                        .setScale(SCALE, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros(),
                currency,
                same.size()));
    }

    /** The newest of the channel's messages; most of the other ones have no price, so that looking further would find little. */
    private List<Paid> paid(UUID workspaceId, ChannelType channel) {
        return Sql.on(entities)
                .list(
                        "select to_address, price, price_currency, coalesce(segments, 1) as segments from"
                                + " (select * from message where workspace_id = ? and created_at > ?"
                                + " order by created_at desc, id desc limit ?) lately"
                                + " where channel_type = ? and direction = 'OUTBOUND' and price is not null"
                                + " and price_currency is not null",
                        row -> new Paid(
                                row.text("to_address"),
                                row.decimal("price"),
                                row.text("price_currency"),
                                channel == ChannelType.SMS ? Math.max(1, row.integer("segments")) : 1),
                        workspaceId,
                        clock.instant().minus(LATELY),
                        LOOKED_AT,
                        channel);
    }
}
