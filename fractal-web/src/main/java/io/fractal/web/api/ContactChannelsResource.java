package io.fractal.web.api;

import io.fractal.contacts.ContactEditing;
import io.fractal.contacts.ContactView;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ContactJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The addresses of a contact. */
@Path("/contacts/{id}/channels")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class ContactChannelsResource {

    @EJB
    ContactEditing editing;

    @Inject
    CurrentCaller caller;

    /** Another address. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent
    @Operation(
            summary = "Give a contact an address",
            description = "An address that a contact has already is refused with 409, which names that contact.")
    @APIResponse(
            responseCode = "201",
            description = "The contact with it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response add(
            @PathParam("id") String id,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ContactChannelChange")))
                    JsonBody body) {
        return answer(
                201,
                editing.addChannel(
                        caller.workspaceId(),
                        Parameters.id("id", id),
                        Preconditions.expected(ifMatch),
                        ContactChannelBody.of(body)));
    }

    /** Changes what is said of an address. */
    @PATCH
    @Path("/{channelId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(summary = "Make an address the primary one, or vouch for it")
    @APIResponse(
            responseCode = "200",
            description = "The contact as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response change(
            @PathParam("id") String id,
            @PathParam("channelId") String channelId,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ContactChannelPatch")))
                    JsonBody body) {
        ContactChannelPatch patch = ContactChannelPatch.of(body);
        return answer(
                200,
                editing.changeChannel(
                        caller.workspaceId(),
                        Parameters.id("id", id),
                        Parameters.id("channelId", channelId),
                        patch.isVerified(),
                        patch.isPrimary()));
    }

    /** Takes an address away. */
    @DELETE
    @Path("/{channelId}")
    @Requires
    @Operation(
            summary = "Take an address away from a contact",
            description = "If it was the primary one, the oldest of the others becomes it.")
    @APIResponse(
            responseCode = "200",
            description = "The contact without it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response remove(
            @PathParam("id") String id,
            @PathParam("channelId") String channelId,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch) {
        return answer(
                200,
                editing.removeChannel(
                        caller.workspaceId(),
                        Parameters.id("id", id),
                        Preconditions.expected(ifMatch),
                        Parameters.id("channelId", channelId)));
    }

    private static Response answer(int status, ContactView contact) {
        return Response.status(status)
                .entity(new Answers.OneContact(true, ContactJson.of(contact)))
                .tag(Preconditions.tag(contact.updatedAt()))
                .build();
    }
}
