package io.fractal.web.api;

import io.fractal.conversations.ConversationChanges;
import io.fractal.conversations.ConversationDetail;
import io.fractal.conversations.ConversationFilter;
import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.ConversationTraits;
import io.fractal.conversations.Conversations;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Page;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.sending.SendBatches;
import io.fractal.sending.SentMessage;
import io.fractal.spi.ChannelType;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ConversationDetailJson;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.CountsJson;
import io.fractal.web.representation.ErrorWords;
import io.fractal.web.representation.FirstMessageJson;
import io.fractal.web.representation.ThreadJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks conversations up and begins them; {@link ConversationChangesResource} changes them. */
@Path("/conversations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public class ConversationsResource {

    private static final int THREAD = 30;

    @EJB
    Conversations conversations;

    @EJB
    ConversationChanges changes;

    @EJB
    Messages messages;

    @Inject
    SendBatches batches;

    @EJB
    UnassignedMessages unassigned;

    @Inject
    CurrentCaller caller;

    @Inject
    ErrorWords words;

    /** A view of the inbox. */
    @GET
    @Operation(
            summary = "List conversations",
            description =
                    "The one with the newest message first. Archived and snoozed conversations are in no view but their own; "
                            + "with contactId and without a view, the contact's conversation is found wherever it is.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the view",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationList")))
    public Answers.ConversationList list(
            @Parameter(description = "all (default), unread, unassigned, mine, archived or snoozed", example = "unread")
                    @QueryParam("view")
                    String view,
            @Parameter(description = "true for the archive; instead of view", example = "false") @QueryParam("archived")
                    String archived,
            @Parameter(description = "true for what is out of sight; instead of view", example = "false")
                    @QueryParam("snoozed")
                    String snoozed,
            @Parameter(description = "Whether anything is unread", example = "true") @QueryParam("unread")
                    String unread,
            @Parameter(description = "Whether it has a star", example = "true") @QueryParam("starred") String starred,
            @Parameter(description = "OPEN or CLOSED", example = "OPEN") @QueryParam("state") String state,
            @Parameter(description = "Only those that this user looks after") @QueryParam("assigneeId") String assignee,
            @Parameter(
                            description = "Only those with an address on this channel; also taken as channelType",
                            example = "WHATSAPP")
                    @QueryParam("channel")
                    String channel,
            @Parameter(hidden = true) @QueryParam("channelType") String channelType,
            @Parameter(description = "Only those with this tag", example = "complaint") @QueryParam("tag") String tag,
            @Parameter(description = "Only the one with this contact") @QueryParam("contactId") String contact,
            @Parameter(description = "Words of a name or a message, or a number; the last word may be a beginning")
                    @QueryParam("q")
                    String text,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ConversationTraits traits = new ConversationTraits(
                Parameters.flag("unread", unread),
                Parameters.flag("starred", starred),
                Parameters.nameOf("state", state, State.class),
                Parameters.id("assigneeId", assignee),
                Parameters.text("tag", tag),
                Parameters.id("contactId", contact));
        ConversationFilter filter = new ConversationFilter(
                view(view, archived, snoozed, traits.contactId() != null),
                traits,
                Parameters.channel(channel, channelType),
                Parameters.text("q", text),
                caller.get().userId());
        Page<ConversationSummary> found =
                conversations.list(caller.workspaceId(), filter, Parameters.paging(page, limit, cursor));
        return new Answers.ConversationList(
                true, found.items().stream().map(ConversationJson::of).toList(), Answers.Meta.of(found));
    }

    private static ConversationFilter.View view(String view, String archived, String snoozed, boolean ofContact) {
        ConversationFilter.View chosen = Parameters.oneOf("view", view, ConversationFilter.View.class);
        Boolean inArchive = Parameters.flag("archived", archived);
        Boolean outOfSight = Parameters.flag("snoozed", snoozed);
        if (chosen != null && (inArchive != null || outOfSight != null)) {
            throw HttpProblem.badParameter("view", "cannot be given together with archived or snoozed");
        }
        if (Boolean.TRUE.equals(inArchive) && Boolean.TRUE.equals(outOfSight)) {
            throw HttpProblem.badParameter("snoozed", "cannot be true together with archived");
        }
        if (Boolean.TRUE.equals(inArchive)) {
            return ConversationFilter.View.ARCHIVED;
        }
        if (Boolean.TRUE.equals(outOfSight)) {
            return ConversationFilter.View.SNOOZED;
        }
        boolean anywhere = ofContact && chosen == null && inArchive == null && outOfSight == null;
        return chosen == null && !anywhere ? ConversationFilter.View.ALL : chosen;
    }

    /** Begins a conversation. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent(recognisesRepeats = true)
    @Operation(
            summary = "Begin a conversation",
            description =
                    "With a contact or an address, and with a first message if the body has one, as for sending a message. "
                            + "There is one conversation with each contact: where there is one already, that is the answer, with 200.")
    @APIResponse(
            responseCode = "201",
            description = "Begun, or written in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationBegunAnswer")))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationBegunAnswer")))
    public Response begin(
            @Parameter(description = "A key of your own: the same key twice is one message")
                    @HeaderParam("Idempotency-Key")
                    String key,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SendMessage")))
                    JsonBody body) {
        SendMessageBody wanted = SendMessageBody.toBegin(body, key);
        return wanted.hasContent() ? beginWriting(wanted) : beginInSilence(wanted);
    }

    private Response beginWriting(SendMessageBody wanted) {
        SentMessage sent =
                batches.send(caller.workspaceId(), wanted.request(caller.get().userId()));
        ConversationSummary begun = find(sent.message().conversationId()).summary();
        return begun(begun, sent.message(), !sent.repeated());
    }

    private Response beginInSilence(SendMessageBody wanted) {
        ConversationChanges.Begun begun = wanted.contactId() == null
                ? changes.beginAt(caller.workspaceId(), wanted.channelOr(ChannelType.SMS), wanted.to())
                : changes.beginWith(caller.workspaceId(), wanted.contactId());
        return begun(begun.conversation(), null, begun.created());
    }

    private Response begun(ConversationSummary conversation, MessageView message, boolean created) {
        Response.ResponseBuilder answer =
                created ? Response.created(URI.create("/api/conversations/" + conversation.id())) : Response.ok();
        return answer.entity(new Answers.BegunConversation(true, FirstMessageJson.joined(conversation, message, words)))
                .build();
    }

    /** How much each view holds. */
    @GET
    @Path("/counts")
    @Operation(summary = "Count conversations by view")
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/CountsAnswer")))
    public Answers.OneCounts counts() {
        UUID workspace = caller.workspaceId();
        return new Answers.OneCounts(
                true,
                CountsJson.of(conversations.counts(workspace, caller.get().userId()), unassigned.count(workspace)));
    }

    /** Opens a conversation. */
    @GET
    @Path("/{id}")
    @Operation(
            summary = "Open a conversation",
            description =
                    "With its contact, the ways to answer and its newest messages, ascending; before pages back. Nothing is marked as read.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/OpenedConversationAnswer")))
    public Answers.OpenedConversation open(
            @PathParam("id") String id,
            @Parameter(description = "Only messages before this sequence", example = "42") @QueryParam("before")
                    String before,
            @Parameter(description = "Messages: 1 to 100, 30 by default", example = "30") @QueryParam("limit")
                    String limit) {
        Long beforeSequence = Parameters.positive("before", before);
        int wanted = Parameters.limit(limit, THREAD);
        ConversationDetail detail = find(Parameters.conversation("id", id));
        ThreadJson thread = thread(detail.summary().id(), beforeSequence, wanted);
        return new Answers.OpenedConversation(true, ConversationDetailJson.joined(detail, thread));
    }

    /** Pages back through a conversation. */
    @GET
    @Path("/{id}/messages")
    @Operation(summary = "Page back through a conversation", description = "Messages ascending.")
    @APIResponse(
            responseCode = "200",
            description = "The messages",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ThreadAnswer")))
    public Answers.OneThread messages(
            @PathParam("id") String id,
            @Parameter(description = "Only messages before this sequence", example = "42") @QueryParam("before")
                    String before,
            @Parameter(description = "1 to 100, 30 by default", example = "30") @QueryParam("limit") String limit) {
        Long beforeSequence = Parameters.positive("before", before);
        int wanted = Parameters.limit(limit, THREAD);
        UUID conversation = find(Parameters.conversation("id", id)).summary().id();
        return new Answers.OneThread(true, thread(conversation, beforeSequence, wanted));
    }

    private ConversationDetail find(UUID id) {
        return conversations.find(caller.workspaceId(), id).orElseThrow(() -> HttpProblem.notFound("conversation"));
    }

    private ThreadJson thread(UUID conversation, Long before, int wanted) {
        return ThreadJson.of(messages.thread(caller.workspaceId(), conversation, before, wanted + 1), wanted, words);
    }

    /** The states of a conversation. */
    private enum State {
        OPEN,
        CLOSED
    }
}
