package io.fractal.web.api;

import io.fractal.conversations.Messages;
import io.fractal.media.MediaFetches;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.representation.ErrorWords;
import io.fractal.web.representation.MessageJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is attached to single messages. */
@Path("/messages/{id}/media")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Media")
public class MessageMediaResource {

    @EJB
    MediaFetches fetches;

    @EJB
    Messages messages;

    @Inject
    CurrentCaller caller;

    @Inject
    ErrorWords words;

    /** Has an attachment fetched once more. */
    @POST
    @Path("/{index}/retry")
    @Requires
    @Idempotent
    @Operation(
            summary = "Fetch an attachment again",
            description = "When fetching it from the provider has failed. It is done in the background; "
                    + "message:updated tells when it is done.")
    @APIResponse(
            responseCode = "200",
            description = "The message, with the attachment PENDING again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MessageAnswer")))
    public Answers.OneMessage retry(
            @PathParam("id") String id,
            @Parameter(description = "The attachment's place, from 0", example = "0") @PathParam("index")
                    String index) {
        UUID message = Parameters.id("id", id);
        fetches.retry(caller.workspaceId(), message, place(index));
        return messages.find(caller.workspaceId(), message)
                .map(found -> new Answers.OneMessage(true, MessageJson.of(found.message(), words)))
                .orElseThrow(() -> HttpProblem.notFound("message"));
    }

    private static int place(String index) {
        if (!index.matches("[0-9]{1,3}")) {
            throw HttpProblem.badParameter("index", "must be a whole number from 0");
        }
        return Integer.parseInt(index);
    }
}
