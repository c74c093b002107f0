package io.fractal.web.api;

import io.fractal.identity.Role;
import io.fractal.sending.SendingSettings;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.SendingSettingsJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a workspace has decided about sending. */
@Path("/settings/sending")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class SendingSettingsResource {

    @EJB
    SendingSettings settings;

    @Inject
    CurrentCaller caller;

    /** What was decided. */
    @GET
    @Operation(
            summary = "Read how messages are sent",
            description = "Quiet hours, and the pace of each kind of sender.")
    @APIResponse(
            responseCode = "200",
            description = "The settings",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SendingSettingsAnswer")))
    public Answers.OneSendingSettings find() {
        return new Answers.OneSendingSettings(true, SendingSettingsJson.of(settings.find(caller.workspaceId())));
    }

    /** Decides anew. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Decide how messages are sent",
            description = "About everything: what is left out, or marked as standard, gets its default.")
    @APIResponse(
            responseCode = "200",
            description = "The settings",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SendingSettingsAnswer")))
    public Answers.OneSendingSettings replace(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SendingSettingsChange")))
                    JsonBody body) {
        return new Answers.OneSendingSettings(
                true,
                SendingSettingsJson.of(settings.replace(
                        caller.workspaceId(), SendingSettingsBody.of(body).rules())));
    }
}
