package io.fractal.web.api;

import io.fractal.conversations.ConversationChanges;
import io.fractal.conversations.ConversationSummary;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is done with conversations beside writing in them. */
@Path("/conversations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public class ConversationChangesResource {

    @EJB
    ConversationChanges changes;

    @Inject
    CurrentCaller caller;

    @Context
    HttpHeaders headers;

    /** Mark a conversation as read. */
    @PATCH
    @Path("/{id}/read")
    @Requires
    @Operation(summary = "Mark a conversation as read")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation markRead(@PathParam("id") String id) {
        return answer(changes.markRead(workspace(), id(id), caller.get().userId()));
    }

    /** Mark a conversation as unread. */
    @PATCH
    @Path("/{id}/unread")
    @Requires
    @Operation(
            summary = "Mark a conversation as unread",
            description = "The last message received counts as unread again. 409 when the contact has never written.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation markUnread(@PathParam("id") String id) {
        return answer(changes.markUnread(workspace(), id(id)));
    }

    /** Archive a conversation, or take it out of the archive. */
    @PATCH
    @Path("/{id}/archive")
    @Requires
    @Operation(
            summary = "Archive a conversation, or take it out of the archive",
            description = "Without a body it is archived. A new message takes it out again.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation archive(
            @PathParam("id") String id,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Archive")))
                    InputStream body) {
        return answer(changes.archive(
                workspace(),
                id(id),
                ArchiveBody.of(OptionalBody.read(body, headers)).archived()));
    }

    /** Give a conversation a star, or take it away. */
    @PATCH
    @Path("/{id}/star")
    @Requires
    @Operation(summary = "Give a conversation a star, or take it away", description = "Without a body it gets one.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation star(
            @PathParam("id") String id,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Star")))
                    InputStream body) {
        return answer(changes.star(
                workspace(),
                id(id),
                StarBody.of(OptionalBody.read(body, headers)).starred()));
    }

    /** Put a conversation out of sight for a while. */
    @PATCH
    @Path("/{id}/snooze")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(
            summary = "Put a conversation out of sight for a while",
            description = "Until a time, or until the contact writes; with until null it comes back at once.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation snooze(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Snooze")))
                    JsonBody body) {
        return answer(changes.snooze(workspace(), id(id), SnoozeBody.of(body).until()));
    }

    /** Assign a conversation. */
    @PATCH
    @Path("/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(
            summary = "Assign a conversation",
            description = "To a member of the workspace, or with assigneeId null to nobody.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
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
        return answer(changes.assign(workspace(), id(id), AssignBody.of(body).assigneeId()));
    }

    /** Change the tags of a conversation. */
    @PATCH
    @Path("/{id}/tags")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(
            summary = "Change the tags of a conversation",
            description = "With tags, these are all from now on; add and remove change single ones.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation tag(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Tags")))
                    JsonBody body) {
        return answer(changes.tag(workspace(), id(id), TagsBody.of(body).change()));
    }

    /** Close a conversation. */
    @PATCH
    @Path("/{id}/close")
    @Requires
    @Operation(
            summary = "Close a conversation",
            description = "It stays in its views. A new message from the contact opens it again.")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation close(@PathParam("id") String id) {
        return answer(changes.close(workspace(), id(id), true));
    }

    /** Open a closed conversation again. */
    @PATCH
    @Path("/{id}/reopen")
    @Requires
    @Operation(summary = "Open a closed conversation again")
    @APIResponse(
            responseCode = "200",
            description = "The conversation as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConversationAnswer")))
    public Answers.OneConversation reopen(@PathParam("id") String id) {
        return answer(changes.close(workspace(), id(id), false));
    }

    private UUID workspace() {
        return caller.workspaceId();
    }

    private static UUID id(String id) {
        return Parameters.conversation("id", id);
    }

    private static Answers.OneConversation answer(ConversationSummary conversation) {
        return new Answers.OneConversation(true, ConversationJson.of(conversation));
    }
}
