package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.configuration.Settings;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageRoute;
import io.fractal.database.ShortMemory;
import io.fractal.database.Sql;
import io.fractal.outbox.Lane;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps each of our senders at its pace, over all nodes: a sender's next free moment stands in the database and is moved on, under its
 * row's lock, by whoever sends. Works in the caller's transaction.
 *
 * <p>Whoever does not get through is told when to come again. Those that wait are spread over the time to come, each lane with a queue
 * of its own, and bulk messages let conversations pass.
 */
@ApplicationScoped
public class SenderRates {

    /** What makes a message wait here. */
    static final String CODE = "SENDER_RATE";

    /** Nobody is told to come later than this, as those before may have been canceled meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** How far the pace may be anticipated, so that the time between two claims is not lost for fast senders. */
    private static final Duration BURST = Duration.ofMillis(200);

    /** One refusal happens; from the second in a row on the sender pauses. */
    private static final int STORM = 2;

    private static final int LONGEST_PAUSE_DOUBLINGS = 6;

    private static final String WHERE =
            " from sender_rate where provider_account_id = ? and channel_type = ? and address = ?";

    @Inject
    private EntityManager entities;

    @EJB
    private Senders senders;

    @EJB
    private SendingSettings rules;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    private final ShortMemory<Writer, SenderRef> known = new ShortMemory<>();

    private record Writer(UUID accountId, ChannelType channel, String address) {}

    private record Sender(UUID accountId, String channel, String address, UUID workspaceId) {

        static Sender of(Message message) {
            MessageRoute route = message.getRoute();
            return new Sender(
                    route.providerAccountId(),
                    Addresses.keptUnder(route.channel()).name(),
                    route.from(),
                    message.getWorkspaceId());
        }
    }

    /**
     * Takes the sender's next moment for a message that is held.
     *
     * @return empty when the message may go now; else when to ask again
     */
    Optional<Instant> take(Message message) {
        Sender sender = Sender.of(message);
        return rate(message).map(rate -> take(message, sender, interval(rate))).orElseGet(() -> pausedUntil(sender));
    }

    /** How many messages a second the sender of a message may send; empty when as many as it likes. */
    private Optional<BigDecimal> rate(Message message) {
        Optional<SenderRef> sender = sender(message.getRoute());
        Optional<BigDecimal> own = sender.map(SenderRef::ratePerSecond);
        if (own.isPresent()) {
            return own;
        }
        SenderKind kind = sender.map(SenderRef::kind)
                .map(what -> SenderKind.valueOf(what.name()))
                .orElseGet(() -> SenderKind.of(message.getRoute()));
        SendingRules decided = rules.find(message.getWorkspaceId());
        if (decided.rates().containsKey(kind)) {
            return Optional.ofNullable(decided.rates().get(kind));
        }
        return settings.sandboxOn() ? Optional.empty() : Optional.of(kind.standardRate());
    }

    /** A pool is kept under SMS, whatever it carries. */
    private Optional<SenderRef> sender(MessageRoute route) {
        ChannelType channel = route.senderId() == null ? ChannelType.SMS : Addresses.keptUnder(route.channel());
        return known.get(
                new Writer(route.providerAccountId(), channel, route.from()),
                writer -> senders.forAddress(writer.accountId(), writer.channel(), writer.address()));
    }

    private Optional<Instant> take(Message message, Sender sender, Duration interval) {
        Instant now = clock.instant();
        boolean bulk = isBulk(message);
        Duration burst = BURST.compareTo(interval) > 0 ? BURST.minus(interval) : Duration.ZERO;
        boolean taken = Sql.on(entities)
                        .update(
                                "insert into sender_rate as r (provider_account_id, channel_type, address, workspace_id, free_at,"
                                        + " conversation_queue_at, bulk_queue_at) values (?, ?, ?, ?, ?, ?, ?)"
                                        + " on conflict (provider_account_id, channel_type, address) do update"
                                        + " set free_at = greatest(r.free_at, cast(? as timestamptz)) + make_interval(secs => ?)"
                                        + " where r.free_at <= ? and (not ? or r.conversation_queue_at <= ?)"
                                        + " and (? or r." + queue(bulk) + " <= ?)",
                                sender.accountId(),
                                sender.channel(),
                                sender.address(),
                                sender.workspaceId(),
                                now.plus(interval),
                                now,
                                now,
                                now,
                                seconds(interval),
                                now.plus(burst),
                                bulk,
                                now,
                                hasWaited(message),
                                now)
                > 0;
        return taken ? Optional.empty() : Optional.of(place(message, sender, interval));
    }

    /** The end of the lane's queue for a message that comes for the first time; as soon as possible for one that has waited. */
    private Instant place(Message message, Sender sender, Duration interval) {
        Instant now = clock.instant();
        boolean bulk = isBulk(message);
        String queue = queue(bulk);
        Instant place = hasWaited(message)
                ? Sql.on(entities)
                        .first(
                                "select " + (bulk ? "greatest(free_at, conversation_queue_at)" : "free_at")
                                        + " as place" + WHERE,
                                row -> row.instant("place"),
                                key(sender))
                        .orElse(now)
                : Sql.on(entities)
                        .first(
                                "update sender_rate set " + queue + " = least(greatest(" + queue
                                        + " + make_interval(secs => ?), free_at), ?) where provider_account_id = ?"
                                        + " and channel_type = ? and address = ? returning " + queue + " as place",
                                row -> row.instant("place"),
                                seconds(interval),
                                now.plus(LONGEST_WAIT),
                                sender.accountId(),
                                sender.channel(),
                                sender.address())
                        .orElse(now);
        return spread(place, now);
    }

    private static boolean isBulk(Message message) {
        return message.getPlan().getLane() == Lane.BULK;
    }

    private static String queue(boolean bulk) {
        return bulk ? "bulk_queue_at" : "conversation_queue_at";
    }

    private static boolean hasWaited(Message message) {
        return CODE.equals(message.getStanding().errorCode());
    }

    /** Those at the end of a long queue do not all come back at the same moment. */
    private static Instant spread(Instant place, Instant now) {
        if (place.isBefore(now.plus(LONGEST_WAIT))) {
            return place;
        }
        return now.plusMillis(
                ThreadLocalRandom.current().nextLong(LONGEST_WAIT.toMillis() / 2, LONGEST_WAIT.toMillis()));
    }

    private static Object[] key(Sender sender) {
        return new Object[] {sender.accountId(), sender.channel(), sender.address()};
    }

    /** Also a sender without a limit of ours pauses when the provider says that it is too much. */
    private Optional<Instant> pausedUntil(Sender sender) {
        return Sql.on(entities)
                .first(
                        "select free_at" + WHERE + " and throttled >= " + STORM,
                        row -> row.instant("free_at"),
                        key(sender))
                .filter(clock.instant()::isBefore);
    }

    /**
     * The provider said that a message was too much; when that repeats, the whole sender pauses, ever longer, up to a minute.
     *
     * @param asked how long the provider asks to wait, if it does
     */
    void throttled(Message message, Optional<Duration> asked) {
        Sender sender = Sender.of(message);
        Instant now = clock.instant();
        long times = Sql.on(entities)
                .count(
                        "insert into sender_rate as r (provider_account_id, channel_type, address, workspace_id, free_at,"
                                + " conversation_queue_at, bulk_queue_at, throttled) values (?, ?, ?, ?, ?, ?, ?, 1)"
                                + " on conflict (provider_account_id, channel_type, address) do update"
                                + " set throttled = r.throttled + 1 returning throttled as n",
                        sender.accountId(),
                        sender.channel(),
                        sender.address(),
                        sender.workspaceId(),
                        now,
                        now,
                        now);
        if (times >= STORM) {
            pause(sender, longer(times, asked), now);
        }
    }

    private static Duration longer(long times, Optional<Duration> asked) {
        Duration pause = Duration.ofSeconds(1L << Math.min(times - STORM, LONGEST_PAUSE_DOUBLINGS));
        return asked.filter(wish -> wish.compareTo(pause) > 0).orElse(pause);
    }

    private void pause(Sender sender, Duration pause, Instant now) {
        Sql.on(entities)
                .update(
                        "update sender_rate set free_at = greatest(free_at, ?) where provider_account_id = ?"
                                + " and channel_type = ? and address = ?",
                        now.plus(pause),
                        sender.accountId(),
                        sender.channel(),
                        sender.address());
    }

    /** The provider takes messages of the sender again. */
    void flows(Message message) {
        Sender sender = Sender.of(message);
        Sql.on(entities)
                .update(
                        "update sender_rate set throttled = 0 where provider_account_id = ? and channel_type = ?"
                                + " and address = ? and throttled > 0",
                        key(sender));
    }

    private static Duration interval(BigDecimal perSecond) {
        return Duration.ofNanos(Math.round(1e9 / perSecond.doubleValue()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
