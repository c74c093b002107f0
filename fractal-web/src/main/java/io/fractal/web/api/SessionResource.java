package io.fractal.web.api;

import io.fractal.configuration.Settings;
import io.fractal.identity.Authentication;
import io.fractal.identity.Caller;
import io.fractal.identity.SignedIn;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.SessionJson;
import io.fractal.web.security.ClientAddress;
import io.fractal.web.security.CurrentCaller;
import io.fractal.web.security.SessionCookie;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in and out with a browser. */
@Path("/session")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
public class SessionResource {

    @EJB
    Authentication authentication;

    @EJB
    Workspaces workspaces;

    @Inject
    CurrentCaller caller;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Context
    HttpServletRequest request;

    /** Signs in; the answer sets the session cookie. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in", description = "The answer sets the session cookie.")
    @SecurityRequirementsSet
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SessionAnswer")))
    public Response signIn(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SignIn")))
                    JsonBody body) {
        SignInBody wanted = SignInBody.of(body);
        SignedIn signedIn = authentication
                .signIn(
                        wanted.email(),
                        wanted.password(),
                        request.getHeader(HttpHeaders.USER_AGENT),
                        ClientAddress.of(
                                request.getRemoteAddr(),
                                Collections.list(request.getHeaders("X-Forwarded-For")),
                                settings.trustedProxies()))
                .orElseThrow(() ->
                        HttpProblem.of(401, "WRONG_CREDENTIALS", "The email address or the password is not right."));
        Duration lifetime = Duration.between(clock.instant(), signedIn.expiresAt());
        return Response.ok(answer(signedIn.caller()))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.issue(signedIn.token(), lifetime, secure()))
                .build();
    }

    /** Tells who is signed in. */
    @GET
    @Operation(summary = "Who is signed in")
    @APIResponse(
            responseCode = "200",
            description = "The caller",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SessionAnswer")))
    public Answers.OneSession session() {
        return answer(caller.get());
    }

    /** Signs out. */
    @DELETE
    @Operation(summary = "Sign out", description = "Ends the session of the cookie; an API key stays valid.")
    @APIResponse(
            responseCode = "200",
            description = "Signed out",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Response signOut() {
        SessionCookie.read(List.of(header(HttpHeaders.COOKIE))).ifPresent(authentication::signOut);
        return Response.ok(new Answers.Done(true))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.clear(secure()))
                .build();
    }

    private Answers.OneSession answer(Caller who) {
        Workspace workspace = workspaces.find(who.workspaceId()).orElseThrow(HttpProblem::unauthenticated);
        return new Answers.OneSession(true, SessionJson.of(who, workspace));
    }

    private boolean secure() {
        return settings.publicUrl().startsWith("https:");
    }

    private String header(String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
