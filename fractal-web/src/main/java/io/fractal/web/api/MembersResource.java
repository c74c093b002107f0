package io.fractal.web.api;

import io.fractal.identity.Caller;
import io.fractal.identity.Members;
import io.fractal.identity.Memberships;
import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.MemberJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people of a workspace. */
@Path("/workspaces/{id}/members")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class MembersResource {

    @EJB
    Memberships memberships;

    @EJB
    Members members;

    @Inject
    CurrentCaller caller;

    /** Everybody who belongs to it. */
    @GET
    @Operation(summary = "List the people of a workspace", description = "All of them, by name.")
    @APIResponse(
            responseCode = "200",
            description = "The people",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MemberList")))
    public Answers.MemberList list(@PathParam("id") String id) {
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.VIEWER);
        return new Answers.MemberList(
                true,
                members.list(there.workspaceId()).stream().map(MemberJson::of).toList());
    }

    /** Gives somebody another role. */
    @PATCH
    @Path("/{userId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give somebody another role",
            description = "Only owners make and unmake owners. The last owner stays one: 409 with LAST_OWNER.")
    @APIResponse(
            responseCode = "200",
            description = "The member as they are now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MemberAnswer")))
    public Answers.OneMember change(
            @PathParam("id") String id,
            @PathParam("userId") String userId,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/MemberChange")))
                    JsonBody body) {
        Role role = MemberBody.of(body).role();
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.ADMIN);
        return new Answers.OneMember(
                true,
                MemberJson.of(members.changeRole(there.workspaceId(), there, Parameters.id("userId", userId), role)));
    }

    /** Removes somebody, or leaves. */
    @DELETE
    @Path("/{userId}")
    @Operation(
            summary = "Remove somebody, or leave",
            description =
                    "Everybody may leave. Their sessions in this workspace end, and their conversations are assigned to nobody."
                            + " The last owner stays: 409 with LAST_OWNER.")
    @APIResponse(
            responseCode = "200",
            description = "They are no member any more",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Answers.Done remove(@PathParam("id") String id, @PathParam("userId") String userId) {
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.VIEWER);
        members.remove(there.workspaceId(), there, Parameters.id("userId", userId));
        return new Answers.Done(true);
    }
}
