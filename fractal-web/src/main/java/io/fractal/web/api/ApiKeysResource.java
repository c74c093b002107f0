package io.fractal.web.api;

import io.fractal.database.Page;
import io.fractal.identity.ApiKeyAdministration;
import io.fractal.identity.ApiKeyView;
import io.fractal.identity.IssuedApiKey;
import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ApiKeyJson;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys with which programs call. */
@Path("/api-keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
public class ApiKeysResource {

    @EJB
    ApiKeyAdministration keys;

    @Inject
    CurrentCaller caller;

    /** The keys of the workspace. */
    @GET
    @Requires(Role.ADMIN)
    @Operation(
            summary = "List API keys",
            description = "Newest first, also those that are over; never what they are called with.")
    @APIResponse(
            responseCode = "200",
            description = "A page of API keys",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ApiKeyList")))
    public Answers.ApiKeyList list(
            @QueryParam("page") String page, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Page<ApiKeyView> found = keys.list(caller.workspaceId(), Parameters.paging(page, limit, cursor));
        return new Answers.ApiKeyList(
                true, found.items().stream().map(ApiKeyJson::of).toList(), Answers.Meta.of(found));
    }

    /** One key. */
    @GET
    @Path("/{id}")
    @Requires(Role.ADMIN)
    @Operation(summary = "Look an API key up")
    @APIResponse(
            responseCode = "200",
            description = "The API key, without what it is called with",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ApiKeyAnswer")))
    public Answers.OneApiKey find(@PathParam("id") String id) {
        return answer(keys.get(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Another key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.ADMIN)
    @Idempotent(answersSecret = true)
    @Operation(
            summary = "Make an API key",
            description =
                    "The answer shows the key, this once: Fractal keeps a hash of it. Under an Idempotency-Key the same"
                            + " request is done once, and answered with 409 when it comes again.")
    @APIResponse(
            responseCode = "201",
            description = "The API key, with what it is called with",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/IssuedApiKeyAnswer")))
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ApiKeyDraft")))
                    JsonBody body) {
        return issued(keys.create(caller.workspaceId(), caller.get().role(), ApiKeyBody.of(body)));
    }

    /** Ends a key. */
    @DELETE
    @Path("/{id}")
    @Requires(Role.ADMIN)
    @Operation(summary = "Revoke an API key", description = "Within a second nobody gets in with it. It stays listed.")
    @APIResponse(
            responseCode = "200",
            description = "The API key as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ApiKeyAnswer")))
    public Answers.OneApiKey revoke(@PathParam("id") String id) {
        return answer(keys.revoke(caller.workspaceId(), caller.get().role(), Parameters.id("id", id)));
    }

    /** Has another key take its place. */
    @POST
    @Path("/{id}/rotate")
    @Requires(Role.ADMIN)
    @Idempotent(answersSecret = true)
    @Operation(
            summary = "Replace an API key",
            description =
                    "Makes a key of the same name and role; where the former one expires, the new one is valid for as long"
                            + " as that was made for. Both are valid until the overlap ends. The answer shows the new key, this once;"
                            + " under an Idempotency-Key the same request is done once, and answered with 409 when it comes again.")
    @APIResponse(
            responseCode = "201",
            description = "The new API key, with what it is called with",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/IssuedApiKeyAnswer")))
    public Response rotate(
            @PathParam("id") String id,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ApiKeyRotation")))
                    InputStream body,
            @Context HttpHeaders headers) {
        return issued(keys.rotate(
                caller.workspaceId(),
                caller.get().role(),
                Parameters.id("id", id),
                ApiKeyRotationBody.of(OptionalBody.read(body, headers))));
    }

    private static Response issued(IssuedApiKey key) {
        return Response.status(201)
                .location(URI.create("/api/api-keys/" + key.shown().id()))
                .entity(new Answers.NewApiKey(true, ApiKeyJson.issued(key)))
                .build();
    }

    private static Answers.OneApiKey answer(ApiKeyView key) {
        return new Answers.OneApiKey(true, ApiKeyJson.of(key));
    }
}
