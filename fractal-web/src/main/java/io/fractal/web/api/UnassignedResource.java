package io.fractal.web.api;

import io.fractal.database.Page;
import io.fractal.identity.Role;
import io.fractal.receiving.UnassignedMessages;
import io.fractal.receiving.UnassignedView;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.UnassignedJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages to addresses that are none of our senders. */
@Path("/unassigned")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Unassigned")
public class UnassignedResource {

    @EJB
    UnassignedMessages unassigned;

    @Inject
    CurrentCaller caller;

    /** What waits. */
    @GET
    @Operation(summary = "List parked messages", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of parked messages",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/UnassignedList")))
    public Answers.UnassignedList list(
            @QueryParam("page") String page, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Page<UnassignedView> found = unassigned.list(caller.workspaceId(), Parameters.paging(page, limit, cursor));
        return new Answers.UnassignedList(
                true, found.items().stream().map(UnassignedJson::of).toList(), Answers.Meta.of(found));
    }

    /** Takes an address over. */
    @POST
    @Path("/adopt")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.ADMIN)
    @Idempotent
    @Operation(
            summary = "Take an address over",
            description = "Makes it one of our senders and lets everything that waits for it come in, in its order.")
    @APIResponse(
            responseCode = "200",
            description = "How many messages came in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/AdoptionAnswer")))
    public Answers.Adoption adopt(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Adopt")))
                    JsonBody body) {
        AdoptBody wanted = AdoptBody.of(body);
        int adopted = unassigned.adopt(caller.workspaceId(), wanted.to(), wanted.channelType());
        return new Answers.Adoption(true, new Answers.Adopted(adopted));
    }
}
