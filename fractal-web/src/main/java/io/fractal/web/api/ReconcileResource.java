package io.fractal.web.api;

import io.fractal.identity.Role;
import io.fractal.scheduling.ReconciliationView;
import io.fractal.scheduling.Reconciliations;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ReconciliationJson;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has the provider asked about messages that stopped moving. */
@Path("/messages/reconcile")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class ReconcileResource {

    @EJB
    Reconciliations reconciliations;

    @Inject
    CurrentCaller caller;

    /** Begins a pass. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.ADMIN)
    @Idempotent
    @Operation(
            summary = "Reconcile messages with the provider",
            description =
                    "Asks about every message of the span that is still on its way and has not moved for five minutes. "
                            + "What the provider tells is added to the messages' histories, as source LOOKUP.")
    @APIResponse(
            responseCode = "202",
            description = "Begun; its progress is at the address in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ReconciliationAnswer")))
    public Response start(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/Reconcile")))
                    JsonBody body) {
        ReconcileBody span = ReconcileBody.of(body);
        ReconciliationView begun = reconciliations.start(caller.workspaceId(), span.since(), span.until());
        return Response.accepted(new Answers.OneReconciliation(true, ReconciliationJson.of(begun)))
                .location(URI.create("/api/messages/reconcile/" + begun.id()))
                .build();
    }

    /** How far it is. */
    @GET
    @Path("/{id}")
    @Requires(Role.ADMIN)
    @Operation(summary = "Look a reconciliation up", description = "How far it is, and what came of it so far.")
    @APIResponse(
            responseCode = "200",
            description = "The reconciliation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ReconciliationAnswer")))
    public Answers.OneReconciliation find(@PathParam("id") String id) {
        return new Answers.OneReconciliation(
                true, ReconciliationJson.of(reconciliations.find(caller.workspaceId(), Parameters.id("id", id))));
    }
}
