package io.fractal.web.api;

import io.fractal.conversations.ConversationDetail;
import io.fractal.conversations.ConversationFilter;
import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.Conversations;
import io.fractal.conversations.Messages;
import io.fractal.database.Page;
import io.fractal.identity.Role;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.spi.ChannelType;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ConversationDetailJson;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.CountsJson;
import io.fractal.web.representation.ThreadJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conversations, as the inbox shows them. */
@Path("/conversations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public class ConversationsResource {

    private static final int THREAD = 30;

    @Inject
    Conversations conversations;

    @Inject
    Messages messages;

    @Inject
    UnassignedMessages unassigned;

    @Inject
    CurrentCaller caller;

    /** A view of the inbox. */
    @GET
    @Operation(summary = "List conversations", description = "The one with the newest message first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the view",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationList")))
    public Answers.ConversationList list(
            @Parameter(description = "all (default), unread, unassigned, mine or archived", example = "unread")
                    @QueryParam("view")
                    String view,
            @Parameter(description = "Only those with an address on this channel", example = "WHATSAPP")
                    @QueryParam("channel")
                    String channel,
            @Parameter(description = "Text in a name, an address or a message") @QueryParam("q") String text,
            @Parameter(description = "From 1", example = "1") @QueryParam("page") String page,
            @Parameter(description = "1 to 100, 20 by default", example = "20") @QueryParam("limit") String limit,
            @Parameter(description = "Go on behind the last answer: its meta.pagination.nextCursor, instead of page")
                    @QueryParam("cursor")
                    String cursor) {
        ConversationFilter.View chosen = Parameters.oneOf("view", view, ConversationFilter.View.class);
        ConversationFilter filter = new ConversationFilter(
                chosen == null ? ConversationFilter.View.ALL : chosen,
                Parameters.nameOf("channel", channel, ChannelType.class),
                Parameters.text("q", text),
                caller.get().userId());
        Page<ConversationSummary> found =
                conversations.list(caller.workspaceId(), filter, Parameters.paging(page, limit, cursor));
        return new Answers.ConversationList(
                true, found.items().stream().map(ConversationJson::of).toList(), Answers.Meta.of(found));
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
            description = "With its contact, the ways to answer and the newest 30 messages. Nothing is marked as read.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/OpenedConversationAnswer")))
    public Answers.OpenedConversation open(@PathParam("id") String id) {
        ConversationDetail detail = find(Parameters.conversation("id", id));
        ThreadJson thread = thread(detail.summary().id(), null, THREAD);
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

    /** Marks a conversation as read. */
    @PATCH
    @Path("/{id}/read")
    @Requires
    @Operation(summary = "Mark a conversation as read")
    @APIResponse(
            responseCode = "200",
            description = "The conversation, without unread messages",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation markRead(@PathParam("id") String id) {
        ConversationSummary read = conversations.markRead(
                caller.workspaceId(),
                Parameters.conversation("id", id),
                caller.get().userId());
        return new Answers.OneConversation(true, ConversationJson.of(read));
    }

    /** Gives a conversation to somebody, or to nobody. */
    @PATCH
    @Path("/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.AGENT)
    @Operation(
            summary = "Assign a conversation",
            description = "To a member of the workspace, or with assigneeId null to nobody.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation assign(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Assign")))
                    JsonBody body) {
        ConversationSummary assigned = conversations.assign(
                caller.workspaceId(),
                Parameters.conversation("id", id),
                AssignBody.of(body).assigneeId());
        return new Answers.OneConversation(true, ConversationJson.of(assigned));
    }

    private ConversationDetail find(UUID id) {
        return conversations.find(caller.workspaceId(), id).orElseThrow(() -> HttpProblem.notFound("conversation"));
    }

    private ThreadJson thread(UUID conversation, Long before, int wanted) {
        return ThreadJson.of(messages.thread(caller.workspaceId(), conversation, before, wanted + 1), wanted);
    }
}
