package io.fractal.tracking;

import io.fractal.channels.AccountRef;
import io.fractal.conversations.MessageStanding;
import io.fractal.database.Sql;
import io.fractal.spi.StatusReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes providers' reports in, many with a few statements. Works in the caller's transaction. */
@ApplicationScoped
public class StatusReports {

    private static final String UPDATE = """
            update message m set status = n.status, provider_status = n.provider_status, error_code = n.error_code,
                error_message = n.error_message, sent_at = n.sent_at, delivered_at = n.delivered_at, read_at = n.read_at,
                updated_at = ?
            from unnest(cast(? as uuid[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                cast(? as timestamptz[]), cast(? as timestamptz[]), cast(? as timestamptz[]))
                as n (id, status, provider_status, error_code, error_message, sent_at, delivered_at, read_at)
            where m.id = n.id""";

    @Inject
    private EntityManager entities;

    @Inject
    private StatusHistory history;

    @Inject
    private ParkedReports parked;

    @Inject
    private StatusChanges changes;

    @Inject
    private ErrorExplanations explanations;

    @Inject
    private Clock clock;

    /**
     * Takes reports in; those whose message is not known yet are parked.
     *
     * @param account the account they came by
     * @param reports in the order in which they came
     */
    public void take(AccountRef account, List<StatusReport> reports) {
        Set<StatusReport> distinct = new LinkedHashSet<>(reports);
        Set<String> about =
                distinct.stream().map(StatusReport::providerMessageId).collect(Collectors.toSet());
        parked.lockAll(account.id(), about);
        Map<String, TrackedMessage> messages = held(account, about).stream()
                .collect(Collectors.toMap(TrackedMessage::providerMessageId, Function.identity()));
        Map<StatusReport, TrackedMessage> known = new LinkedHashMap<>();
        for (StatusReport report : distinct) {
            Optional.ofNullable(messages.get(report.providerMessageId()))
                    .ifPresentOrElse(message -> known.put(report, message), () -> parked.park(account, report));
        }
        heard(account, known);
    }

    /** Holds messages for this transaction, in one order, so that nobody else adds to their histories meanwhile. */
    private List<TrackedMessage> held(AccountRef account, Collection<String> providerMessageIds) {
        return Sql.on(entities)
                .list(
                        "select " + TrackedMessage.COLUMNS + " from message where provider_account_id = ?"
                                + " and provider_message_id = any(cast(? as text[])) order by id for update",
                        TrackedMessage::read,
                        account.id(),
                        providerMessageIds);
    }

    private void heard(AccountRef account, Map<StatusReport, TrackedMessage> reports) {
        if (reports.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<StatusHistory.News> news = reports.entrySet().stream()
                .map(entry -> new StatusHistory.News(entry.getValue().id(), StatusNews.of(entry.getKey(), now)))
                .toList();
        Set<UUID> changed = history.appendAll(account.workspaceId(), news);
        derive(
                account,
                new HashSet<>(reports.values())
                        .stream()
                                .filter(message -> changed.contains(message.id()))
                                .toList(),
                now);
    }

    private void derive(AccountRef account, List<TrackedMessage> messages, Instant now) {
        Map<UUID, List<HeardStatus>> histories =
                history.ofAll(messages.stream().map(TrackedMessage::id).toList());
        List<TrackedMessage> moved = messages.stream()
                .flatMap(message -> message
                        .showing(explanations.explained(
                                account.provider(), StatusReducer.of(histories.get(message.id()))))
                        .stream())
                .toList();
        if (!moved.isEmpty()) {
            show(moved, now);
            changes.tell(account.workspaceId(), moved);
        }
    }

    private void show(List<TrackedMessage> messages, Instant now) {
        List<MessageStanding> standings =
                messages.stream().map(TrackedMessage::standing).toList();
        Sql.on(entities)
                .update(
                        UPDATE,
                        now,
                        messages.stream().map(TrackedMessage::id).toList(),
                        standings.stream()
                                .map(standing -> standing.status().name())
                                .toList(),
                        standings.stream().map(MessageStanding::providerStatus).toList(),
                        standings.stream().map(MessageStanding::errorCode).toList(),
                        standings.stream().map(MessageStanding::errorMessage).toList(),
                        texts(standings, MessageStanding::sentAt),
                        texts(standings, MessageStanding::deliveredAt),
                        texts(standings, MessageStanding::readAt));
    }

    private static List<String> texts(List<MessageStanding> standings, Function<MessageStanding, Instant> time) {
        return standings.stream()
                .map(standing -> Optional.ofNullable(time.apply(standing))
                        .map(Instant::toString)
                        .orElse(null))
                .toList();
    }
}
