package io.fractal.web.api;

import io.fractal.conversations.MessageFilter;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Page;
import io.fractal.spi.DeliveryStatus;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.representation.ErrorWords;
import io.fractal.web.representation.MessageHistoryJson;
import io.fractal.web.representation.MessageJson;
import io.fractal.web.representation.ShownStatus;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks messages up; {@link SendingResource} sends and changes them. */
@Path("/messages")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class MessagesResource {

    @EJB
    Messages messages;

    @Inject
    CurrentCaller caller;

    @Inject
    ErrorWords words;

    /** Messages of the workspace. */
    @GET
    @Operation(
            summary = "List messages",
            description =
                    "Newest first, unless sort says otherwise. A text is found by its words, in German and English.")
    @APIResponse(
            responseCode = "200",
            description = "A page of messages",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageList")))
    public Answers.MessageList list(
            @Parameter(description = "Only of this conversation") @QueryParam("conversationId") String conversation,
            @Parameter(description = "Only of this contact") @QueryParam("contactId") String contact,
            @Parameter(description = "Only on this channel", example = "SMS") @QueryParam("channel") String channel,
            @Parameter(hidden = true) @QueryParam("channelType") String channelType,
            @Parameter(description = "INBOUND or OUTBOUND", example = "INBOUND") @QueryParam("direction")
                    String direction,
            @Parameter(description = "Only with this status", example = "FAILED") @QueryParam("status") String status,
            @Parameter(description = "Not created before", example = "2026-11-01T00:00:00Z") @QueryParam("since")
                    String since,
            @Parameter(description = "Created before", example = "2026-12-01T00:00:00Z") @QueryParam("until")
                    String until,
            @Parameter(description = "Words of the text, in any form; the last one may be a beginning") @QueryParam("q")
                    String text,
            @Parameter(
                            description = "-createdAt for the newest first (default), createdAt for the oldest first",
                            example = "-createdAt")
                    @QueryParam("sort")
                    String sort,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        MessageFilter filter = new MessageFilter(
                Parameters.conversation("conversationId", conversation),
                Parameters.id("contactId", contact),
                Parameters.channel(channel, channelType),
                Parameters.nameOf("direction", direction, Direction.class),
                ShownStatus.behind(Parameters.nameOf("status", status, DeliveryStatus.class)),
                Parameters.text("q", text),
                Parameters.instant("since", since),
                Parameters.instant("until", until),
                oldestFirst(sort));
        Page<MessageView> found = messages.list(caller.workspaceId(), filter, Parameters.paging(page, limit, cursor));
        return new Answers.MessageList(true, MessageJson.all(found.items(), words), Answers.Meta.of(found));
    }

    private static boolean oldestFirst(String sort) {
        return switch (sort == null || sort.isBlank() ? "-createdAt" : sort) {
            case "-createdAt" -> false;
            case "createdAt" -> true;
            default -> throw HttpProblem.badParameter("sort", "must be createdAt or -createdAt");
        };
    }

    /** A message with its history. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look a message up", description = "With everything that was ever heard of its way.")
    @APIResponse(
            responseCode = "200",
            description = "The message",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageWithHistoryAnswer")))
    public Answers.MessageWithHistory find(@PathParam("id") String id) {
        return messages.find(caller.workspaceId(), Parameters.id("id", id))
                .map(detail -> new Answers.MessageWithHistory(true, MessageHistoryJson.joined(detail, words)))
                .orElseThrow(() -> HttpProblem.notFound("message"));
    }

    /** The directions of a message. */
    private enum Direction {
        INBOUND,
        OUTBOUND
    }
}
