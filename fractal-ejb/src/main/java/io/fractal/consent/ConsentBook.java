package io.fractal.consent;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundContext.OptOut;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes consents and their history. Works in the caller's transaction. */
@ApplicationScoped
public class ConsentBook {

    /** Two machines that answer each other's keywords are stopped after so many answers to one address ... */
    private static final int MOST_ANSWERS = 3;

    /** ... within this time. */
    private static final Duration ANSWERS_COUNT_FOR = Duration.ofHours(24);

    @Inject
    private EntityManager entities;

    @EJB
    private EventLog events;

    @Inject
    @Any
    private Instance<ConsentReaction> reactions;

    @Inject
    private Clock clock;

    /** The channel that a consent is kept under. */
    static ChannelType channelFor(ChannelType channel) {
        return channel == ChannelType.RCS ? ChannelType.SMS : Addresses.keptUnder(channel);
    }

    /** Whose consent it is about. */
    private record Subject(UUID workspaceId, ChannelType channel, String address) {

        static Subject of(UUID workspaceId, ChannelType channel, String address) {
            return new Subject(workspaceId, channelFor(channel), AddressAliases.identity(address));
        }
    }

    void change(UUID workspaceId, ConsentChange change, ConsentState state) {
        Subject subject = Subject.of(workspaceId, change.channel(), change.address());
        if (set(subject, state, change.source())) {
            note(subject, change, state, null, false);
            log(subject, change, state);
        }
    }

    boolean hear(UUID workspaceId, KeywordMessage message) {
        Subject subject = Subject.of(workspaceId, message.channel(), message.address());
        ConsentChange change = new ConsentChange(
                message.channel(), message.address(), message.source(), message.messageId(), null, null);
        boolean changed = false;
        ConsentState state = current(subject);
        if (message.meaning() != OptOut.HELP) {
            state = message.meaning() == OptOut.STOP ? ConsentState.REVOKED : ConsentState.GRANTED;
            changed = set(subject, state, message.source());
        }
        boolean answered = message.answerable()
                && (changed || message.meaning() == OptOut.HELP)
                && answersOfLate(subject) < MOST_ANSWERS;
        note(subject, change, state, message.meaning(), answered);
        if (changed) {
            log(subject, change, state);
        }
        if (message.meaning() != OptOut.HELP) {
            changeAliases(workspaceId, message, state);
        }
        return answered;
    }

    private void changeAliases(UUID workspaceId, KeywordMessage message, ConsentState state) {
        message.aliases()
                .forEach(alias -> change(
                        workspaceId,
                        new ConsentChange(message.channel(), alias, message.source(), message.messageId(), null, null),
                        state));
    }

    private ConsentState current(Subject subject) {
        return Sql.on(entities)
                .first(
                        "select state from consent where workspace_id = ? and channel_type = ? and address = ?",
                        row -> ConsentState.valueOf(row.text("state")),
                        subject.workspaceId(),
                        subject.channel(),
                        subject.address())
                .orElse(ConsentState.UNKNOWN);
    }

    /** Whether it was another before, and may be changed: an objection is not lifted by a file. Rivals wait for each other at the row. */
    private boolean set(Subject subject, ConsentState state, ConsentSource source) {
        return Sql.on(entities)
                        .update(
                                "insert into consent (workspace_id, channel_type, address, state, source, changed_at)"
                                        + " values (?, ?, ?, ?, ?, ?)"
                                        + " on conflict (workspace_id, channel_type, address) do update"
                                        + " set state = excluded.state, source = excluded.source, changed_at = excluded.changed_at"
                                        + " where consent.state <> excluded.state"
                                        + " and not (excluded.source = 'IMPORT' and consent.state = 'REVOKED')",
                                subject.workspaceId(),
                                subject.channel(),
                                subject.address(),
                                state,
                                source,
                                clock.instant())
                > 0;
    }

    private void note(Subject subject, ConsentChange change, ConsentState state, OptOut keyword, boolean answered) {
        Sql.on(entities)
                .update(
                        "insert into consent_event (id, workspace_id, channel_type, address, state, source, keyword,"
                                + " message_id, user_id, note, answered, created_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, cast(? as uuid), cast(? as uuid), ?, ?, ?)",
                        Ids.next(),
                        subject.workspaceId(),
                        subject.channel(),
                        subject.address(),
                        state,
                        change.source(),
                        keyword,
                        change.messageId(),
                        change.userId(),
                        change.note(),
                        answered,
                        clock.instant());
    }

    private long answersOfLate(Subject subject) {
        Instant since = clock.instant().minus(ANSWERS_COUNT_FOR);
        return Sql.on(entities)
                .count(
                        "select count(*) as n from consent_event where workspace_id = ? and channel_type = ?"
                                + " and address = ? and answered and created_at > ?",
                        subject.workspaceId(),
                        subject.channel(),
                        subject.address(),
                        since);
    }

    private void log(Subject subject, ConsentChange change, ConsentState state) {
        reactions.forEach(reaction -> reaction.changed(
                subject.workspaceId(), subject.channel(), AddressAliases.spellings(change.address()), state));
        Optional<Known> known = known(subject);
        Map<String, Object> data = new HashMap<>();
        data.put("channelType", subject.channel().name());
        data.put("state", state.name());
        data.put("source", change.source().name());
        events.append(
                subject.workspaceId(),
                new NewEvent(
                        "consent.updated",
                        known.map(Known::conversationId).orElse(null),
                        change.messageId(),
                        known.map(Known::contactId).orElse(null),
                        data));
    }

    private record Known(UUID contactId, UUID conversationId) {}

    /** Who is reached there, and the conversation with them; the same number on another channel is the same person. */
    private Optional<Known> known(Subject subject) {
        return Sql.on(entities)
                .first(
                        "select a.contact_id, c.id as conversation_id from contact_address a"
                                + " left join conversation c on c.workspace_id = a.workspace_id and c.contact_id = a.contact_id"
                                + " where a.workspace_id = ? and a.identity = ?"
                                + " order by a.channel_type = ? desc, a.created_at, a.id limit 1",
                        row -> new Known(row.uuid("contact_id"), row.uuid("conversation_id")),
                        subject.workspaceId(),
                        subject.address(),
                        subject.channel());
    }
}
