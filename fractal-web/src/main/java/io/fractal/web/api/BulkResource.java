package io.fractal.web.api;

import io.fractal.bulk.BulkJobView;
import io.fractal.bulk.BulkJobs;
import io.fractal.bulk.BulkRecipientView;
import io.fractal.bulk.RecipientStatus;
import io.fractal.database.Page;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.BulkJobJson;
import io.fractal.web.representation.BulkRecipientJson;
import io.fractal.web.representation.ErrorWords;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sends one message to many. */
@Path("/messages/bulk")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class BulkResource {

    @EJB
    BulkJobs jobs;

    @Inject
    BulkReport report;

    @Inject
    CurrentCaller caller;

    @Inject
    ErrorWords words;

    /** Accepts a job. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent
    @Operation(
            summary = "Send to many",
            description =
                    "Up to 50,000 recipients, who take turns with conversations: those always go first. Recipients who "
                            + "cannot be reached or are named twice are skipped and told in the report; they stop nobody else.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; its progress is at the address in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkJobAnswer")))
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/BulkMessages")))
                    @LargeBody(BulkBody.MOST_BYTES)
                    JsonBody body) {
        BulkJobView job = jobs.create(
                caller.workspaceId(), BulkBody.of(body).job(caller.get().userId()));
        return Response.accepted(answer(job))
                .location(URI.create("/api/messages/bulk/" + job.id()))
                .build();
    }

    /** The jobs of the workspace. */
    @GET
    @Operation(summary = "List bulk jobs", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of bulk jobs",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkJobList")))
    public Answers.BulkJobList list(
            @QueryParam("page") String page, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Page<BulkJobView> found = jobs.list(caller.workspaceId(), Parameters.paging(page, limit, cursor));
        return new Answers.BulkJobList(
                true, found.items().stream().map(BulkJobJson::of).toList(), Answers.Meta.of(found));
    }

    /** One job. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look a bulk job up", description = "With its recipients counted at this moment.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkJobAnswer")))
    public Answers.OneBulkJob find(@PathParam("id") String id) {
        return answer(jobs.find(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** What became of each recipient. */
    @GET
    @Path("/{id}/recipients")
    @Operation(summary = "List the recipients of a bulk job", description = "In the order of the request.")
    @APIResponse(
            responseCode = "200",
            description = "A page of recipients",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkRecipientList")))
    public Answers.BulkRecipientList recipients(
            @PathParam("id") String id,
            @Parameter(description = "Only those that stand so", example = "FAILED") @QueryParam("status")
                    String status,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Page<BulkRecipientView> found = jobs.recipients(
                caller.workspaceId(),
                Parameters.id("id", id),
                Parameters.oneOf("status", status, RecipientStatus.class),
                Parameters.paging(page, limit, cursor));
        return new Answers.BulkRecipientList(
                true,
                found.items().stream()
                        .map(recipient -> BulkRecipientJson.of(recipient, words))
                        .toList(),
                Answers.Meta.of(found));
    }

    /** The same as a table. */
    @GET
    @Path("/{id}/report")
    @Produces("text/csv")
    @Operation(summary = "Download the report of a bulk job", description = "One line for each recipient, as CSV.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)))
    public Response report(@PathParam("id") String id) {
        UUID workspaceId = caller.workspaceId();
        UUID jobId = jobs.find(workspaceId, Parameters.id("id", id)).id();
        StreamingOutput lines = out -> report.write(workspaceId, jobId, out);
        return Response.ok(lines, "text/csv; charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"bulk-" + jobId + ".csv\"")
                .build();
    }

    /** Stops a job for the time being. */
    @POST
    @Path("/{id}/pause")
    @Requires
    @Idempotent(recognisesRepeats = true)
    @Operation(
            summary = "Pause a bulk job",
            description = "Within seconds nothing more of it leaves, also of what is queued.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkJobAnswer")))
    public Answers.OneBulkJob pause(@PathParam("id") String id) {
        return answer(jobs.pause(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Lets a job go on. */
    @POST
    @Path("/{id}/resume")
    @Requires
    @Idempotent(recognisesRepeats = true)
    @Operation(summary = "Resume a bulk job", description = "It goes on where it was paused.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkJobAnswer")))
    public Answers.OneBulkJob resume(@PathParam("id") String id) {
        return answer(jobs.resume(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Ends a job. */
    @POST
    @Path("/{id}/cancel")
    @Requires
    @Idempotent(recognisesRepeats = true)
    @Operation(
            summary = "Cancel a bulk job",
            description = "Nobody else gets a message; queued messages are canceled. What the provider has goes out.")
    @APIResponse(
            responseCode = "200",
            description = "The job",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/BulkJobAnswer")))
    public Answers.OneBulkJob cancel(@PathParam("id") String id) {
        return answer(jobs.cancel(caller.workspaceId(), Parameters.id("id", id)));
    }

    private static Answers.OneBulkJob answer(BulkJobView job) {
        return new Answers.OneBulkJob(true, BulkJobJson.of(job));
    }
}
