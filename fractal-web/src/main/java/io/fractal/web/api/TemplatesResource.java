package io.fractal.web.api;

import io.fractal.database.Page;
import io.fractal.identity.Role;
import io.fractal.spi.ChannelType;
import io.fractal.spi.TemplateApproval;
import io.fractal.templates.TemplateEditing;
import io.fractal.templates.TemplateFilter;
import io.fractal.templates.TemplateSync;
import io.fractal.templates.TemplateView;
import io.fractal.templates.Templates;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.TemplateJson;
import io.fractal.web.representation.TemplatePreviewJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Message templates. */
@Path("/templates")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
public class TemplatesResource {

    @EJB
    Templates templates;

    @EJB
    TemplateEditing editing;

    @EJB
    TemplateSync sync;

    @Inject
    CurrentCaller caller;

    /** The templates of the workspace. */
    @GET
    @Operation(
            summary = "List templates",
            description = "By name, as they were when the provider was last asked. It is asked every hour, every minute"
                    + " while an approval is open, and by POST /api/templates/sync.")
    @APIResponse(
            responseCode = "200",
            description = "A page of templates",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/TemplateList")))
    public Answers.TemplateList list(
            @Parameter(description = "Text in the name or the text") @QueryParam("q") String text,
            @Parameter(description = "Only those in this language; de finds de_AT too", example = "de")
                    @QueryParam("language")
                    String language,
            @Parameter(
                            description =
                                    "Only those whose approval stands so: unsubmitted, pending, approved, rejected, paused or disabled",
                            example = "approved")
                    @QueryParam("status")
                    String status,
            @Parameter(description = "Only those that this channel can show", example = "WHATSAPP")
                    @QueryParam("channel")
                    String channel,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        TemplateFilter filter = new TemplateFilter(
                Parameters.text("q", text),
                Parameters.text("language", language),
                Parameters.oneOf("status", status, TemplateApproval.Status.class),
                Parameters.oneOf("channel", channel, ChannelType.class));
        Page<TemplateView> found = templates.list(caller.workspaceId(), filter, Parameters.paging(page, limit, cursor));
        return new Answers.TemplateList(
                true, found.items().stream().map(TemplateJson::of).toList(), Answers.Meta.of(found));
    }

    /** One template. */
    @GET
    @Path("/{sid}")
    @Operation(summary = "Look a template up", description = "By the provider's id (HX…) or by Fractal's.")
    @APIResponse(
            responseCode = "200",
            description = "The template",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/TemplateAnswer")))
    public Response find(
            @PathParam("sid") String sid,
            @Parameter(description = "What is known already; 304 if it is still so") @HeaderParam("If-None-Match")
                    String ifNoneMatch) {
        TemplateView template = templates.get(caller.workspaceId(), sid);
        return Preconditions.answer(answer(template), template.updatedAt(), ifNoneMatch);
    }

    /** A new template. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.SUPERVISOR)
    @Idempotent
    @Operation(
            summary = "Make a template",
            description = "At the provider first. What it refuses is answered with 422 and its own words in details.")
    @APIResponse(
            responseCode = "201",
            description = "The template",
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
                            schema = @Schema(ref = "#/components/schemas/TemplateAnswer")))
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/TemplateDraft")))
                    JsonBody body) {
        TemplateView made = editing.create(caller.workspaceId(), TemplateBody.of(body));
        return Response.created(URI.create("templates/" + made.sid()))
                .entity(answer(made))
                .tag(Preconditions.tag(made.updatedAt()))
                .build();
    }

    /** Deletes a template. */
    @DELETE
    @Path("/{sid}")
    @Requires(Role.SUPERVISOR)
    @Operation(
            summary = "Delete a template",
            description = "Here and at the provider. Messages that were sent with it keep their text.")
    @APIResponse(
            responseCode = "200",
            description = "It is deleted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Answers.Done delete(
            @PathParam("sid") String sid,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch) {
        editing.delete(caller.workspaceId(), sid, Preconditions.expected(ifMatch));
        return new Answers.Done(true);
    }

    /** Submits a template for approval. */
    @POST
    @Path("/{sid}/submit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.SUPERVISOR)
    @Idempotent
    @Operation(
            summary = "Submit a template for WhatsApp's approval",
            description = "The decision comes later; it is looked for every minute.")
    @APIResponse(
            responseCode = "200",
            description = "The template with the state of its approval",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/TemplateAnswer")))
    public Answers.OneTemplate submit(
            @PathParam("sid") String sid,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/TemplateSubmission")))
                    JsonBody body) {
        return answer(editing.submit(
                caller.workspaceId(), sid, TemplateSubmissionBody.of(body), Preconditions.expected(ifMatch)));
    }

    /** Shows a template with values. */
    @POST
    @Path("/{sid}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Preview a template",
            description = "As it will read with these values. Nothing is sent or kept.")
    @APIResponse(
            responseCode = "200",
            description = "The template with these values",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/TemplatePreviewAnswer")))
    public Answers.OneTemplatePreview preview(
            @PathParam("sid") String sid,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/TemplateValues")))
                    JsonBody body) {
        return new Answers.OneTemplatePreview(
                true,
                TemplatePreviewJson.of(templates.preview(caller.workspaceId(), sid, TemplateValuesBody.of(body))));
    }

    /** Asks the provider for its templates. */
    @POST
    @Path("/sync")
    @Requires(Role.SUPERVISOR)
    @Operation(summary = "Ask the provider for its templates now", description = "With the state of their approvals.")
    @APIResponse(
            responseCode = "200",
            description = "What came of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SyncAnswer")))
    public Answers.SyncDone sync() {
        TemplateSync.Report report = sync.sync(caller.workspaceId());
        return new Answers.SyncDone(
                true, new Answers.Synced(report.added(), report.updated(), report.removed(), report.total()));
    }

    private static Answers.OneTemplate answer(TemplateView template) {
        return new Answers.OneTemplate(true, TemplateJson.of(template));
    }
}
