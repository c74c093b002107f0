package io.fractal.web.api;

import io.fractal.consent.ConsentEventView;
import io.fractal.consent.ConsentState;
import io.fractal.consent.ConsentView;
import io.fractal.consent.ConsentWish;
import io.fractal.consent.ContactConsents;
import io.fractal.database.Page;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ConsentEventJson;
import io.fractal.web.representation.ConsentJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a contact may be written to. */
@Path("/contacts/{id}/consents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Consent")
public class ContactConsentsResource {

    @EJB
    ContactConsents consents;

    @Inject
    CurrentCaller caller;

    /** How each address stands. */
    @GET
    @Operation(
            summary = "Whether a contact may be written to",
            description = "For each address. SMS, MMS and RCS are one, and so are all spellings of a number.")
    @APIResponse(
            responseCode = "200",
            description = "How each address stands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConsentList")))
    public Answers.ConsentList list(@PathParam("id") String id) {
        return answer(consents.of(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Gives a consent, or takes it back. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent
    @Operation(
            summary = "Grant or revoke a consent",
            description =
                    "For one address, or for all of the contact's on a channel. In force at once: what waits to be sent"
                            + " to a revoked address is not sent any more.")
    @APIResponse(
            responseCode = "200",
            description = "How each address stands now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConsentList")))
    public Answers.ConsentList set(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ConsentChange")))
                    JsonBody body) {
        ConsentBody said = ConsentBody.of(body);
        return answer(consents.set(
                caller.workspaceId(),
                Parameters.id("id", id),
                new ConsentWish(
                        said.channelId(),
                        said.channelType(),
                        said.identifier(),
                        ConsentState.valueOf(said.state().name()),
                        caller.get().userId(),
                        said.note())));
    }

    /** What happened to them. */
    @GET
    @Path("/history")
    @Operation(
            summary = "The history of a contact's consents",
            description = "Newest first, each with the message, user or client that caused it.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the history",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ConsentHistory")))
    public Answers.ConsentHistory history(
            @PathParam("id") String id,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Page<ConsentEventView> found =
                consents.history(caller.workspaceId(), Parameters.id("id", id), Parameters.paging(page, limit, cursor));
        return new Answers.ConsentHistory(
                true, found.items().stream().map(ConsentEventJson::of).toList(), Answers.Meta.of(found));
    }

    private static Answers.ConsentList answer(List<ConsentView> consents) {
        return new Answers.ConsentList(
                true, consents.stream().map(ConsentJson::of).toList());
    }
}
