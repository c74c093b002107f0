package io.fractal.web.api;

import io.fractal.configuration.Settings;
import io.fractal.identity.AccessGrant;
import io.fractal.identity.Authentication;
import io.fractal.identity.EmailExistsException;
import io.fractal.identity.SignedIn;
import io.fractal.identity.SigningUp;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.GrantJson;
import io.fractal.web.representation.OpenSessionJson;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts and their sessions: signing up and in, tokens for programs, and where one is signed in. */
@Path("/auth")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
public class AuthResource {

    @EJB
    Authentication authentication;

    @EJB
    SigningUp signingUp;

    @Inject
    CurrentCaller caller;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Context
    HttpServletRequest request;

    /** Makes an account and signs in; the answer sets the session cookie. */
    @POST
    @Path("/signup")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign up",
            description =
                    "Makes a user with a workspace of their own, and signs in: the answer sets the session cookie. "
                            + "403 SIGNUP_CLOSED when accounts are made by invitation only, 400 EMAIL_EXISTS when there is one already.")
    @SecurityRequirementsSet
    @APIResponse(
            responseCode = "201",
            description = "Signed up and in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SignedInAnswer")))
    public Response signUp(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SignUp")))
                    JsonBody body) {
        try {
            return signedIn(
                    Response.Status.CREATED, signingUp.signUp(SignUpBody.of(body), userAgent(), clientAddress()));
        } catch (EmailExistsException taken) {
            throw HttpProblem.of(400, "EMAIL_EXISTS", "There is an account with this email address already.");
        }
    }

    /** Signs in; the answer sets the session cookie and carries tokens. */
    @POST
    @Path("/signin")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign in for a browser or a program",
            description = "The answer sets the session cookie, and carries an access token of the same session.")
    @SecurityRequirementsSet
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SignedInAnswer")))
    public Response signIn(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SignIn")))
                    JsonBody body) {
        SignInBody wanted = SignInBody.of(body);
        return signedIn(
                Response.Status.OK,
                authentication
                        .signIn(wanted.email(), wanted.password(), userAgent(), clientAddress())
                        .orElseThrow(() -> HttpProblem.of(
                                401, "WRONG_CREDENTIALS", "The email address or the password is not right.")));
    }

    /** Exchanges a refresh token for new tokens. */
    @POST
    @Path("/refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Renew the tokens",
            description = "A refresh token is good for once; one that is shown again ends its session.")
    @SecurityRequirementsSet
    @APIResponse(
            responseCode = "200",
            description = "New tokens",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/GrantAnswer")))
    public Answers.OneGrant refresh(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Refresh")))
                    JsonBody body) {
        AccessGrant grant = authentication
                .refresh(RefreshBody.of(body))
                .orElseThrow(() -> HttpProblem.of(
                        401,
                        "INVALID_REFRESH_TOKEN",
                        "The refresh token is not valid, or not any more. Sign in again."));
        return new Answers.OneGrant(true, GrantJson.of(grant));
    }

    /** Ends the session that the request came with. */
    @POST
    @Path("/signout")
    @Operation(
            summary = "Sign out, whether by cookie or by token",
            description = "Ends the session that the request came with; an API key stays valid.")
    @APIResponse(
            responseCode = "200",
            description = "Signed out",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Response signOut() {
        if (caller.get().sessionId() != null) {
            authentication.endSession(caller.get(), caller.get().sessionId());
        }
        return signedOut();
    }

    /** Where the caller is signed in. */
    @GET
    @Path("/sessions")
    @Operation(
            summary = "Where one is signed in",
            description = "The caller's sessions that have not ended, the last used first; an API key has none.")
    @APIResponse(
            responseCode = "200",
            description = "The sessions",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/OpenSessionList")))
    public Answers.OpenSessionList sessions() {
        return new Answers.OpenSessionList(
                true,
                authentication.sessions(caller.get()).stream()
                        .map(session -> OpenSessionJson.of(session, caller.get()))
                        .toList());
    }

    /** Ends one of the caller's sessions. */
    @DELETE
    @Path("/sessions/{id}")
    @Operation(summary = "Sign out somewhere else", description = "Ends one of the caller's sessions.")
    @APIResponse(
            responseCode = "200",
            description = "It has ended",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Answers.Done endSession(@PathParam("id") String id) {
        if (!authentication.endSession(caller.get(), Parameters.id("id", id))) {
            throw HttpProblem.notFound("session");
        }
        return new Answers.Done(true);
    }

    /** Ends all of the caller's sessions. */
    @DELETE
    @Path("/sessions")
    @Operation(
            summary = "Sign out everywhere",
            description = "Ends all of the caller's sessions, that of this request included.")
    @APIResponse(
            responseCode = "200",
            description = "All have ended",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Response endSessions() {
        authentication.endSessions(caller.get());
        return signedOut();
    }

    private Response signedIn(Response.Status status, SignedIn signedIn) {
        GrantJson grant = GrantJson.of(authentication.grant(signedIn));
        Duration lifetime = Duration.between(clock.instant(), signedIn.expiresAt());
        return Response.status(status)
                .entity(new Answers.SignedInAnswer(true, grant.user(), grant))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.issue(signedIn.token(), lifetime, secure()))
                .build();
    }

    private Response signedOut() {
        return Response.ok(new Answers.Done(true))
                .header(HttpHeaders.SET_COOKIE, SessionCookie.clear(secure()))
                .build();
    }

    private String clientAddress() {
        return ClientAddress.of(
                request.getRemoteAddr(),
                Collections.list(request.getHeaders("X-Forwarded-For")),
                settings.trustedProxies());
    }

    private String userAgent() {
        return request.getHeader(HttpHeaders.USER_AGENT);
    }

    private boolean secure() {
        return settings.publicUrl().startsWith("https:");
    }
}
