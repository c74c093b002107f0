package io.fractal.web.api;

import io.fractal.identity.Caller;
import io.fractal.identity.Invitation;
import io.fractal.identity.Invitations;
import io.fractal.identity.Joining;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.InvitationOfferJson;
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
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invitations as those see them who have the link, which is all that they need. */
@Path("/invitations/{token}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class InvitationsResource {

    @EJB
    Invitations invitations;

    @EJB
    Joining joining;

    @Inject
    CurrentCaller caller;

    /** What the link leads to. */
    @GET
    @Operation(
            summary = "Look at an invitation",
            description = "410 when it was accepted, taken back or replaced, or has expired.")
    @SecurityRequirementsSet
    @APIResponse(
            responseCode = "200",
            description = "Into which workspace, for whom, and as what",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/InvitationOfferAnswer")))
    public Answers.OneInvitationOffer find(@PathParam("token") String token) {
        return answer(invitations.open(token));
    }

    /** Becomes a member. */
    @POST
    @Path("/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Accept an invitation",
            description =
                    "Whoever is signed in with the invited address becomes a member, and sends an empty object. With name and"
                            + " password an account is made for the address first; sign in with it afterwards. 409 with"
                            + " ACCOUNT_EXISTS when it has one.")
    @SecurityRequirementsSet
    @APIResponse(
            responseCode = "200",
            description = "The workspace one belongs to now, and as what",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/InvitationOfferAnswer")))
    public Answers.OneInvitationOffer accept(
            @PathParam("token") String token,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/InvitationAcceptance")))
                    JsonBody body) {
        AcceptanceBody wanted = AcceptanceBody.of(body);
        Optional<Caller> signedIn = caller.find();
        if (signedIn.isPresent()) {
            return answer(invitations.accept(token, signedIn.get()));
        }
        wanted.requireBoth();
        return answer(joining.join(token, wanted.name(), wanted.password()));
    }

    private static Answers.OneInvitationOffer answer(Invitation invitation) {
        return new Answers.OneInvitationOffer(true, InvitationOfferJson.of(invitation));
    }
}
