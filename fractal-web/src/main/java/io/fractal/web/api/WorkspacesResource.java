package io.fractal.web.api;

import io.fractal.identity.Caller;
import io.fractal.identity.Memberships;
import io.fractal.identity.Role;
import io.fractal.identity.WorkspaceRole;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.WorkspaceTraits;
import io.fractal.tenancy.Workspaces;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.SessionJson;
import io.fractal.web.representation.WorkspaceDetailsJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Workspaces: those of the caller, and which one they act in. What the path names is judged by the caller's role there. */
@Path("/workspaces")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class WorkspacesResource {

    @EJB
    Memberships memberships;

    @EJB
    Workspaces workspaces;

    @Inject
    CurrentCaller caller;

    /** Those that the caller belongs to. */
    @GET
    @Operation(
            summary = "List the caller's workspaces",
            description = "All that they belong to, by name, with their role in each. An API key belongs to one.")
    @APIResponse(
            responseCode = "200",
            description = "The workspaces",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/WorkspaceDetailsList")))
    public Answers.WorkspaceList list() {
        return new Answers.WorkspaceList(
                true,
                memberships.of(caller.get()).stream()
                        .map(WorkspaceDetailsJson::of)
                        .toList());
    }

    /** A new workspace. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            summary = "Make a workspace",
            description =
                    "Whoever makes it is its first owner. API keys cannot: they belong to the workspace they are of.")
    @APIResponse(
            responseCode = "201",
            description = "The workspace",
            headers = {
                @Header(name = "Location", description = "Where it is", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "ETag",
                        description = "Its state, for If-Match",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/WorkspaceDetailsAnswer")))
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/WorkspaceDraft")))
                    JsonBody body) {
        WorkspaceTraits wanted = WorkspaceBody.created(body);
        WorkspaceRole made = memberships.create(caller.get(), wanted);
        return Response.created(URI.create("workspaces/" + made.workspace().getId()))
                .entity(answer(made))
                .tag(Preconditions.tag(made.workspace().getUpdatedAt()))
                .build();
    }

    /** One workspace. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look a workspace up")
    @APIResponse(
            responseCode = "200",
            description = "The workspace",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/WorkspaceDetailsAnswer")))
    public Response find(
            @PathParam("id") String id,
            @Parameter(description = "What is known already; 304 if it is still so") @HeaderParam("If-None-Match")
                    String ifNoneMatch) {
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.VIEWER);
        return answer(there, workspace(there.workspaceId()), ifNoneMatch);
    }

    /** Changes some of a workspace. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a workspace", description = "What the body leaves out stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The workspace as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/WorkspaceDetailsAnswer")))
    public Response change(
            @PathParam("id") String id,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/WorkspaceChange")))
                    JsonBody body) {
        UnaryOperator<WorkspaceTraits> change = WorkspaceBody.changed(body);
        Caller there = memberships.in(Parameters.id("id", id), caller.get(), Role.ADMIN);
        Instant expected = Preconditions.expected(ifMatch);
        return answer(there, workspaces.change(there.workspaceId(), expected, change), null);
    }

    /** Goes on in another workspace. */
    @POST
    @Path("/{id}/switch")
    @Operation(
            summary = "Go on in a workspace",
            description = "From then on the session of the cookie acts in this workspace. API keys cannot.")
    @APIResponse(
            responseCode = "200",
            description = "The caller as they are there",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SessionAnswer")))
    public Answers.OneSession goOn(@PathParam("id") String id) {
        Caller there = memberships.goOn(Parameters.id("id", id), caller.get());
        return new Answers.OneSession(true, SessionJson.of(there, workspace(there.workspaceId())));
    }

    private Workspace workspace(UUID id) {
        return workspaces.find(id).orElseThrow(() -> HttpProblem.notFound("workspace"));
    }

    private static Response answer(Caller there, Workspace workspace, String ifNoneMatch) {
        return Preconditions.answer(
                answer(new WorkspaceRole(workspace, there.role())), workspace.getUpdatedAt(), ifNoneMatch);
    }

    private static Answers.OneWorkspace answer(WorkspaceRole belonging) {
        return new Answers.OneWorkspace(true, WorkspaceDetailsJson.of(belonging));
    }
}
