package io.fractal.web.api;

import io.fractal.configuration.Settings;
import io.fractal.identity.Caller;
import io.fractal.identity.Invitations;
import io.fractal.identity.Memberships;
import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.InvitationJson;
import io.fractal.web.representation.InvitedJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom a workspace has invited. */
@Path("/workspaces/{id}/invitations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class WorkspaceInvitationsResource {

    @EJB
    Memberships memberships;

    @EJB
    Invitations invitations;

    @Inject
    CurrentCaller caller;

    @Inject
    Settings settings;

    /** Those that are open. */
    @GET
    @Operation(
            summary = "List the open invitations of a workspace",
            description = "Those that nobody has accepted or taken back, the latest first; expired ones among them.")
    @APIResponse(
            responseCode = "200",
            description = "The invitations",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/InvitationList")))
    public Answers.InvitationList list(@PathParam("id") String id) {
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.ADMIN);
        return new Answers.InvitationList(
                true,
                invitations.list(there.workspaceId()).stream()
                        .map(InvitationJson::of)
                        .toList());
    }

    /** Invites somebody. Not idempotent by key: the answer holds a secret, which is kept nowhere. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Invite somebody into a workspace",
            description =
                    "The answer holds the link, this once; it works for seven days, for this address only. Nobody invites to a role"
                            + " above their own. Inviting an address again takes the first link's place.")
    @APIResponse(
            responseCode = "201",
            description = "The invitation and its link",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/InvitedAnswer")))
    public Response invite(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/InvitationDraft")))
                    JsonBody body) {
        InvitationBody wanted = InvitationBody.of(body);
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.ADMIN);
        InvitedJson invited = InvitedJson.of(
                invitations.invite(there.workspaceId(), there, wanted.email(), wanted.role()), settings.publicUrl());
        return Response.status(Response.Status.CREATED)
                .entity(new Answers.OneInvited(true, invited))
                .build();
    }

    /** Takes an invitation back. */
    @DELETE
    @Path("/{invitationId}")
    @Operation(summary = "Take an invitation back", description = "Its link no longer works.")
    @APIResponse(
            responseCode = "200",
            description = "It is taken back",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Answers.Done revoke(@PathParam("id") String id, @PathParam("invitationId") String invitationId) {
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.ADMIN);
        invitations.revoke(there.workspaceId(), Parameters.id("invitationId", invitationId));
        return new Answers.Done(true);
    }
}
