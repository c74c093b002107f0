package io.fractal.web.realtime;

import io.fractal.bulk.BulkJobs;
import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.Conversations;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.events.LoggedEvent;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.web.notation.Joined;
import io.fractal.web.notation.JsonEncoder;
import io.fractal.web.representation.BulkJobJson;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.ErrorWords;
import io.fractal.web.representation.MessageJson;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes frames of logged events. What an event is about is read once for all who hear of it, and as it is now. */
@ApplicationScoped
public class Frames {

    @EJB
    Messages messages;

    @EJB
    Conversations conversations;

    @EJB
    UnassignedMessages unassigned;

    @EJB
    BulkJobs bulk;

    @Inject
    JsonEncoder json;

    @Inject
    ErrorWords words;

    /**
     * The frames for events of one workspace, in their order. Events that clients are not told of, and those about what is gone, give
     * none. Their sentences are in English, since one frame is for all.
     */
    List<Logged> of(UUID workspaceId, List<LoggedEvent> events) {
        Things things = read(workspaceId, events);
        return events.stream()
                .flatMap(event -> frame(workspaceId, event, things).stream()
                        .map(frame -> new Logged(event.position(), text(frame))))
                .toList();
    }

    /** A frame as text. */
    String text(Frame frame) {
        return json.text(frame);
    }

    private Things read(UUID workspaceId, List<LoggedEvent> events) {
        List<UUID> messageIds = ids(events, LoggedEvent::messageId);
        List<UUID> conversationIds = ids(events, LoggedEvent::conversationId);
        return new Things(
                messageIds.isEmpty()
                        ? Map.of()
                        : messages.findAll(workspaceId, messageIds).stream()
                                .collect(Collectors.toMap(MessageView::id, Function.identity())),
                conversationIds.isEmpty()
                        ? Map.of()
                        : conversations.findAll(workspaceId, conversationIds).stream()
                                .collect(Collectors.toMap(ConversationSummary::id, Function.identity())));
    }

    private static List<UUID> ids(List<LoggedEvent> events, Function<LoggedEvent, UUID> id) {
        return events.stream().map(id).filter(Objects::nonNull).distinct().toList();
    }

    private Optional<Frame> frame(UUID workspaceId, LoggedEvent event, Things things) {
        Optional<Object> data = switch (event.type()) {
            case "message.received", "message.created" ->
                things.message(event).flatMap(message -> newMessage(message, things));
            case "message.status" ->
                things.message(event).map(message -> StatusChange.of(message, event.createdAt(), words));
            case "message.updated" -> things.message(event).map(message -> MessageJson.of(message, words));
            case "conversation.created", "conversation.updated" ->
                things.conversation(event.conversationId()).map(ConversationJson::of);
            case "conversation.deleted" -> Optional.of(Gone.of(event));
            case "consent.updated" -> Optional.of(ConsentChanged.of(event));
            case "unassigned.received" -> Optional.of(Map.of("count", unassigned.count(workspaceId)));
            case "bulk.updated" -> Optional.of(BulkJobJson.of(bulk.find(workspaceId, bulkJobId(event))));
            default -> Optional.empty();
        };
        return data.map(known -> new Frame(name(event.type()), known, event.id()));
    }

    private static UUID bulkJobId(LoggedEvent event) {
        return UUID.fromString(event.text("bulkJobId").orElseThrow());
    }

    private Optional<Object> newMessage(MessageView message, Things things) {
        return things.conversation(message.conversationId())
                .map(conversation -> new Joined(
                        MessageJson.of(message, words), new InConversation(ConversationJson.of(conversation))));
    }

    private static String name(String type) {
        return switch (type) {
            case "message.received", "message.created" -> "message:new";
            case "message.status" -> "message:status";
            case "message.updated" -> "message:updated";
            case "conversation.deleted" -> "conversation:deleted";
            case "consent.updated" -> "consent:updated";
            case "unassigned.received" -> "unassigned:new";
            case "bulk.updated" -> "bulk:updated";
            default -> "conversation:updated";
        };
    }

    /**
     * What a new message is told with beside itself.
     *
     * @param conversation the conversation it is in, as it is now
     */
    public record InConversation(ConversationJson conversation) {}

    /**
     * A conversation that is no more.
     *
     * @param mergedInto the one that its messages are in now; null when they are nowhere
     */
    public record Gone(UUID id, String mergedInto) {

        static Gone of(LoggedEvent event) {
            return new Gone(event.conversationId(), event.text("mergedInto").orElse(null));
        }
    }

    /**
     * A consent that is another now. What is not known is {@code null}.
     *
     * @param contactId whose it is
     * @param conversationId the conversation with them
     * @param messageId the message that caused it
     * @param channelType the channel, SMS for SMS, MMS and RCS together
     * @param state {@code GRANTED} or {@code REVOKED}
     * @param source how we know
     */
    public record ConsentChanged(
            UUID contactId, UUID conversationId, UUID messageId, String channelType, String state, String source) {

        static ConsentChanged of(LoggedEvent event) {
            return new ConsentChanged(
                    event.contactId(),
                    event.conversationId(),
                    event.messageId(),
                    event.text("channelType").orElse(null),
                    event.text("state").orElse(null),
                    event.text("source").orElse(null));
        }
    }

    private record Things(Map<UUID, MessageView> messages, Map<UUID, ConversationSummary> conversations) {

        Optional<MessageView> message(LoggedEvent event) {
            return Optional.ofNullable(event.messageId()).map(messages::get);
        }

        Optional<ConversationSummary> conversation(UUID id) {
            return Optional.ofNullable(id).map(conversations::get);
        }
    }
}
