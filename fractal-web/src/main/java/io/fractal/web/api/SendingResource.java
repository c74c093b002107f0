package io.fractal.web.api;

import io.fractal.conversations.MessageView;
import io.fractal.sending.Cancellation;
import io.fractal.sending.Feedback;
import io.fractal.sending.Previews;
import io.fractal.sending.Redaction;
import io.fractal.sending.SendBatches;
import io.fractal.sending.SendRequest;
import io.fractal.sending.Sending;
import io.fractal.sending.SentMessage;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ErrorWords;
import io.fractal.web.representation.MessageJson;
import io.fractal.web.representation.PreviewJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** Sends messages, and changes what was sent; {@link MessagesResource} looks them up. */
@Path("/messages")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class SendingResource {

    @Inject
    SendBatches batches;

    @EJB
    Sending sending;

    @EJB
    Cancellation cancellation;

    @EJB
    Redaction redaction;

    @EJB
    Feedback feedback;

    @EJB
    Previews previews;

    @Inject
    CurrentCaller caller;

    @Inject
    ErrorWords words;

    /** Accepts a message. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent(recognisesRepeats = true)
    @Operation(
            summary = "Send a message",
            description =
                    "Accepted means kept: it will be handed to the provider whatever happens. With scheduledAt it goes out then; "
                            + "schedule.by tells who keeps it until then. "
                            + "Sending the same content again with the same clientId answers 200 with the first message; with the same "
                            + "Idempotency-Key, the first answer.")
    @APIResponse(
            responseCode = "201",
            description = "Accepted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    @APIResponse(
            responseCode = "200",
            description = "Accepted before under the same key",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Response send(
            @Parameter(description = "A key of your own, like clientId") @HeaderParam("Idempotency-Key") String key,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SendMessage")))
                    JsonBody body) {
        return accepted(SendMessageBody.of(body, key));
    }

    /** Accepts a message made of a template. */
    @POST
    @Path("/template")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent(recognisesRepeats = true)
    @Operation(
            summary = "Send a template",
            description = "As sending a message, with templateSid required: the way to write first on WhatsApp.")
    @APIResponse(
            responseCode = "201",
            description = "Accepted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    @APIResponse(
            responseCode = "200",
            description = "Accepted before under the same key",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Response sendTemplate(
            @Parameter(description = "A key of your own, like clientId") @HeaderParam("Idempotency-Key") String key,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SendMessage")))
                    JsonBody body) {
        return accepted(SendMessageBody.ofTemplate(body, key));
    }

    /** Sends a failed message again. */
    @POST
    @Path("/{id}/retry")
    @Requires
    @Idempotent
    @Operation(
            summary = "Send a failed message again",
            description = "As a new message, whose retryOf names the failed one; the failed one stays as it is.")
    @APIResponse(
            responseCode = "201",
            description = "The new message",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Response retry(@PathParam("id") String id) {
        UUID message = Parameters.id("id", id);
        return answer(sending.retry(caller.workspaceId(), message, caller.get().userId()), true);
    }

    /** Takes a message back. */
    @DELETE
    @Path("/{id}")
    @Requires
    @Operation(
            summary = "Cancel a message",
            description =
                    "While it waits in Fractal, it never goes out; while it waits at the provider, the provider is asked. "
                            + "409 says why it is too late. To change a scheduled message, cancel it and send another.")
    @APIResponse(
            responseCode = "200",
            description = "The message, canceled",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Answers.OneMessage cancel(@PathParam("id") String id) {
        return one(cancellation.cancel(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Erases what was written in a message. */
    @POST
    @Path("/{id}/redact")
    @Idempotent(recognisesRepeats = true)
    @Requires
    @Operation(
            summary = "Erase a message's content",
            description =
                    "Text, attachments, template variables and the texts in what the provider reported: here at once, at the "
                            + "provider soon after. The message and its history stay. 409 while it is on its way.")
    @APIResponse(
            responseCode = "200",
            description = "The message without its content",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Answers.OneMessage redact(@PathParam("id") String id) {
        return one(redaction.redact(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Says whether a message had its effect. */
    @POST
    @Path("/{id}/feedback")
    @Idempotent(recognisesRepeats = true)
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(
            summary = "Tell the provider whether a message had its effect",
            description = "For example whether its one-time code was used.")
    @APIResponse(
            responseCode = "200",
            description = "The message with the feedback",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Answers.OneMessage giveFeedback(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Feedback")))
                    JsonBody body) {
        UUID message = Parameters.id("id", id);
        FeedbackBody given = FeedbackBody.of(body);
        return one(feedback.give(caller.workspaceId(), message, given.isConfirmed()));
    }

    /** Says what would become of a message. */
    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(
            summary = "Preview a message",
            description =
                    "Takes what sending takes, and writes nothing. What is wrong with the request itself is refused as for "
                            + "sending; what would keep a good one from being sent stands in blockedBy.")
    @APIResponse(
            responseCode = "200",
            description = "What would become of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessagePreviewAnswer")))
    public Answers.OnePreview preview(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SendMessage")))
                    JsonBody body) {
        SendRequest request =
                SendMessageBody.of(body, null).request(caller.get().userId());
        return new Answers.OnePreview(true, PreviewJson.of(previews.of(caller.workspaceId(), request), words));
    }

    private Answers.OneMessage one(MessageView message) {
        return new Answers.OneMessage(true, MessageJson.of(message, words));
    }

    private Response accepted(SendMessageBody body) {
        SentMessage sent =
                batches.send(caller.workspaceId(), body.request(caller.get().userId()));
        return answer(sent.message(), !sent.repeated());
    }

    private Response answer(MessageView message, boolean created) {
        Response.ResponseBuilder answer =
                created ? Response.created(URI.create("/api/messages/" + message.id())) : Response.ok();
        return answer.entity(one(message)).build();
    }
}
