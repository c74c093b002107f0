package io.fractal.conversations;

import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.Contact;
import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ReachedAt;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What people do with conversations beside writing in them. Each change that changes anything is told the event log as one
 * {@code conversation.updated}; one that finds everything as it is to be is not. Every method throws
 * {@link ConversationNotFoundException} when the workspace has no conversation of that id, and answers with how it stands afterwards.
 */
@Stateless
public class ConversationChanges {

    private static final int WOKEN_AT_ONCE = 200;

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Conversations conversations;

    @Inject
    private ConversationBook book;

    @Inject
    private ContactBook contacts;

    @EJB
    private Workspaces workspaces;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /**
     * What came of beginning a conversation.
     *
     * @param created whether it is new
     */
    public record Begun(ConversationSummary conversation, boolean created) {}

    /**
     * The one conversation with a contact, begun if there is none.
     *
     * @throws InvalidRequestException when the workspace has no such contact
     */
    public Begun beginWith(UUID workspaceId, UUID contactId) {
        Contact contact = contacts.find(workspaceId, contactId)
                .orElseThrow(() -> invalid("contactId", "UNKNOWN_CONTACT", "is no contact of this workspace"));
        return begin(contact, false);
    }

    /**
     * The one conversation with whoever is reached at an address; contact and conversation are made when there are none.
     *
     * @param address in any spelling
     * @throws InvalidRequestException when nobody can be reached there on this channel
     */
    public Begun beginAt(UUID workspaceId, ChannelType channel, String address) {
        String region = workspaces.find(workspaceId).orElseThrow().getDefaultRegion();
        String canonical = Addresses.writable(channel, address, region)
                .orElseThrow(
                        () -> invalid("to", "INVALID_ADDRESS", "is no address that can be written to on this channel"));
        ReachedAt reachedAt = new ReachedAt(channel, canonical);
        contacts.lock(workspaceId, reachedAt);
        ContactBook.Entry entry = contacts.at(workspaceId, reachedAt, Optional.empty(), false);
        return begin(entry.contact(), entry.created());
    }

    private Begun begin(Contact contact, boolean contactCreated) {
        UUID workspaceId = contact.getWorkspaceId();
        ConversationBook.Entry entry = book.with(contact);
        if (contactCreated) {
            events.append(workspaceId, new NewEvent("contact.created", null, null, contact.getId(), Map.of()));
        }
        if (entry.created()) {
            events.append(
                    workspaceId,
                    new NewEvent("conversation.created", entry.conversationId(), null, contact.getId(), Map.of()));
        }
        return new Begun(existing(workspaceId, entry.conversationId()), entry.created());
    }

    /**
     * Everything received so far has been read.
     *
     * @param callerUserId who read it, or {@code null} for an API key
     */
    public ConversationSummary markRead(UUID workspaceId, UUID conversationId, UUID callerUserId) {
        Map<String, Object> data = callerUserId == null ? Map.of() : Map.of("readBy", callerUserId.toString());
        return change(workspaceId, conversationId, data, new Change("unread_count = 0", "unread_count > 0"));
    }

    /**
     * The last message received counts as unread again; what is unread stays as it is.
     *
     * @throws NothingReceivedException when the contact has never written
     */
    public ConversationSummary markUnread(UUID workspaceId, UUID conversationId) {
        ConversationSummary now = change(
                workspaceId,
                conversationId,
                Map.of(),
                new Change(
                        "unread_count = 1",
                        "unread_count = 0 and exists (select 1 from message m where m.conversation_id = conversation.id"
                                + " and m.direction = 'INBOUND')"));
        if (now.unreadCount() == 0) {
            throw new NothingReceivedException(conversationId);
        }
        return now;
    }

    /** Puts a conversation away, or back into the inbox. One that is put away is not snoozed any more. */
    public ConversationSummary archive(UUID workspaceId, UUID conversationId, boolean archived) {
        return change(
                workspaceId,
                conversationId,
                Map.of(),
                archived
                        ? new Change("archived = true, snoozed_until = null", "not archived")
                        : new Change("archived = false", "archived"));
    }

    /** Marks a conversation with a star, or takes it away. */
    public ConversationSummary star(UUID workspaceId, UUID conversationId, boolean starred) {
        return change(
                workspaceId,
                conversationId,
                Map.of(),
                new Change("starred = ?", "starred <> ?", List.of(starred), List.of(starred)));
    }

    /** Says that a conversation is done with, or that it is not. A new message from the contact opens it again. */
    public ConversationSummary close(UUID workspaceId, UUID conversationId, boolean closed) {
        String state = closed ? "CLOSED" : "OPEN";
        return change(
                workspaceId,
                conversationId,
                Map.of(),
                new Change("state = ?", "state <> ?", List.of(state), List.of(state)));
    }

    /**
     * Puts a conversation out of sight until a time, or until the contact writes; out of the archive too.
     *
     * @param until {@code null} to bring it back now
     * @throws InvalidRequestException when the time has passed
     */
    public ConversationSummary snooze(UUID workspaceId, UUID conversationId, Instant until) {
        if (until == null) {
            return change(
                    workspaceId,
                    conversationId,
                    Map.of(),
                    new Change("snoozed_until = null", "snoozed_until is not null"));
        }
        if (!until.isAfter(clock.instant())) {
            throw invalid("until", "IN_THE_PAST", "must be in the future");
        }
        return change(
                workspaceId,
                conversationId,
                Map.of(),
                new Change(
                        "snoozed_until = ?, archived = false",
                        "snoozed_until is distinct from ?",
                        List.of(until),
                        List.of(until)));
    }

    /**
     * Brings snoozed conversations back whose time has come. Several nodes may try: each conversation comes back once.
     *
     * @return how many there were; call again while there are any
     */
    public int wake() {
        record Woken(UUID workspaceId, UUID conversationId, UUID contactId) {}
        Instant now = clock.instant();
        List<Woken> woken = Sql.on(entities)
                .list(
                        "update conversation set snoozed_until = null, updated_at = ? where id = any(array("
                                + "select id from conversation where snoozed_until <= ? order by snoozed_until limit "
                                + WOKEN_AT_ONCE
                                + " for no key update skip locked)) returning workspace_id, id, contact_id",
                        row -> new Woken(row.uuid("workspace_id"), row.uuid("id"), row.uuid("contact_id")),
                        now,
                        now);
        woken.forEach(one -> tell(one.workspaceId(), one.conversationId(), one.contactId(), Map.of("awake", true)));
        return woken.size();
    }

    /**
     * Gives a conversation to somebody to look after, or to nobody.
     *
     * @param assigneeId a member of the workspace, or {@code null} for nobody
     * @throws InvalidRequestException when the assignee is not a member of this workspace
     */
    public ConversationSummary assign(UUID workspaceId, UUID conversationId, UUID assigneeId) {
        existing(workspaceId, conversationId);
        requireMember(workspaceId, assigneeId);
        List<Object> assignee = Arrays.asList(assigneeId);
        return change(
                workspaceId,
                conversationId,
                Map.of(),
                new Change(
                        "assignee_id = cast(? as uuid)",
                        "assignee_id is distinct from cast(? as uuid)",
                        assignee,
                        assignee));
    }

    /**
     * Changes the tags of a conversation.
     *
     * @throws InvalidRequestException when a tag is empty or too long, or there are too many
     */
    public ConversationSummary tag(UUID workspaceId, UUID conversationId, TagChange tags) {
        List<String> before = Sql.on(entities)
                .first(
                        "select tags from conversation where workspace_id = ? and id = ? for no key update",
                        row -> row.texts("tags"),
                        workspaceId,
                        conversationId)
                .orElseThrow(() -> new ConversationNotFoundException(conversationId));
        List<Object> after = List.of(tags.appliedTo(before));
        return change(workspaceId, conversationId, Map.of(), new Change("tags = ?", "tags <> ?", after, after));
    }

    private ConversationSummary change(UUID workspaceId, UUID conversationId, Map<String, Object> data, Change change) {
        List<Object> arguments = new ArrayList<>(change.values());
        arguments.addAll(List.of(clock.instant(), workspaceId, conversationId));
        arguments.addAll(change.compared());
        Sql.on(entities)
                .first(
                        "update conversation set " + change.assignment() + ", updated_at = ? where workspace_id = ?"
                                + " and id = ? and " + change.unlessThere() + " returning contact_id",
                        row -> row.uuid("contact_id"),
                        arguments.toArray())
                .ifPresent(contact -> tell(workspaceId, conversationId, contact, data));
        return existing(workspaceId, conversationId);
    }

    private void tell(UUID workspaceId, UUID conversationId, UUID contactId, Map<String, Object> data) {
        events.append(workspaceId, new NewEvent("conversation.updated", conversationId, null, contactId, data));
    }

    private ConversationSummary existing(UUID workspaceId, UUID conversationId) {
        return conversations.findAll(workspaceId, List.of(conversationId)).stream()
                .findFirst()
                .orElseThrow(() -> new ConversationNotFoundException(conversationId));
    }

    private void requireMember(UUID workspaceId, UUID userId) {
        if (userId != null
                && Sql.on(entities)
                        .first(
                                "select user_id from membership where workspace_id = ? and user_id = ? for key share",
                                row -> row.uuid("user_id"),
                                workspaceId,
                                userId)
                        .isEmpty()) {
            throw invalid("assigneeId", "NOT_A_MEMBER", "is not a member of this workspace");
        }
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }

    /**
     * A change of one row.
     *
     * @param assignment what is set
     * @param unlessThere holds as long as it has not been done
     * @param values for the question marks of the assignment
     * @param compared for those of the condition
     */
    private record Change(String assignment, String unlessThere, List<Object> values, List<Object> compared) {

        Change(String assignment, String unlessThere) {
            this(assignment, unlessThere, List.of(), List.of());
        }
    }
}
