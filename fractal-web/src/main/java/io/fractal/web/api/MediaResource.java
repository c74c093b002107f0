package io.fractal.web.api;

import io.fractal.configuration.Settings;
import io.fractal.media.Content;
import io.fractal.media.MediaLinks;
import io.fractal.media.MediaPurpose;
import io.fractal.media.MediaReader;
import io.fractal.media.MediaStore;
import io.fractal.media.NewMedia;
import io.fractal.media.StoredMedia;
import io.fractal.media.Thumbnail;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.media.Delivery;
import io.fractal.web.media.Upload;
import io.fractal.web.media.UploadReader;
import io.fractal.web.representation.MediaJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Files to send, and files that came in. */
@Path("/media")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Media")
public class MediaResource {

    private static final Duration KEEP = Duration.ofHours(1);

    @EJB
    MediaStore store;

    @Inject
    MediaReader reader;

    @Inject
    MediaLinks links;

    @Inject
    Settings settings;

    @Inject
    CurrentCaller caller;

    /** Takes a file in. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Requires
    @Idempotent
    @Operation(
            summary = "Upload a file",
            description =
                    "As multipart/form-data with one part named file, or the file itself as the body under its own "
                            + "Content-Type. What it is is told by its content, which must agree with the stated type; files that can act when "
                            + "opened (pages, scripts, programs) are not taken. The same content is kept once. A file that is not sent within a day is deleted.")
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            headers = @Header(name = "Location", description = "Where it can be looked up"),
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MediaAnswer")))
    public Response upload(
            @Parameter(hidden = true) @HeaderParam("Content-Type") String contentType,
            @Parameter(description = "The file's name, when the body is the file itself", example = "invoice.pdf")
                    @QueryParam("fileName")
                    String fileName,
            @RequestBody(
                            required = true,
                            content = {
                                @org.eclipse.microprofile.openapi.annotations.media.Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA,
                                        schema = @Schema(ref = "#/components/schemas/MediaUpload")),
                                @org.eclipse.microprofile.openapi.annotations.media.Content(
                                        mediaType = MediaType.WILDCARD,
                                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
                            })
                    InputStream body)
            throws IOException {
        UploadReader uploads = new UploadReader(settings.mediaMaxBytes());
        try (Upload upload = uploads.read(body, contentType, Parameters.text("fileName", fileName))) {
            StoredMedia media = store.store(
                    caller.workspaceId(),
                    new NewMedia(
                            Content.of(upload.file()),
                            upload.statedType(),
                            upload.fileName(),
                            MediaPurpose.UPLOAD,
                            caller.get().userId()));
            return Response.created(URI.create("/api/media/" + media.id()))
                    .entity(answer(media))
                    .build();
        }
    }

    /** What is known of a file. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look a file up", description = "With new addresses to read it from.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/MediaAnswer")))
    public Answers.OneMedia find(@PathParam("id") String id) {
        return answer(media(id));
    }

    /** The bytes of a file. */
    @GET
    @Path("/{id}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Read a file", description = "As a whole, or a stretch of it with a Range header.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "The stretch that was asked for")
    @APIResponse(responseCode = "304", description = "The asker has it already")
    @APIResponse(responseCode = "416", description = "The file has no such stretch")
    public Response content(
            @PathParam("id") String id, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        StoredMedia media = media(id);
        Delivery delivery = Delivery.of(media, request, KEEP);
        // set here and not on the answer: filters have set some of them before, and one server would send both
        delivery.headers().forEach(response::setHeader);
        response.setCharacterEncoding(null);
        StreamingOutput bytes = out -> reader.copy(media, delivery.first(), delivery.length(), out);
        Response.ResponseBuilder answer = Response.status(delivery.status());
        return delivery.length() == 0
                ? answer.build()
                : answer.entity(bytes)
                        .type(delivery.contentType())
                        .header("Content-Length", delivery.length())
                        .build();
    }

    /** The small picture of a file. */
    @GET
    @Path("/{id}/thumbnail")
    @Produces({"image/jpeg", "image/png"})
    @Operation(summary = "Read the small picture of an image", description = "At most 320 pixels wide and high.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = "image/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response thumbnail(@PathParam("id") String id, @Context HttpServletResponse response) {
        Thumbnail thumbnail = store.thumbnail(caller.workspaceId(), Parameters.id("id", id))
                .orElseThrow(() -> HttpProblem.notFound("thumbnail"));
        response.setHeader("Cache-Control", "private, max-age=" + KEEP.toSeconds());
        return Response.ok(thumbnail.bytes(), thumbnail.contentType()).build();
    }

    /** Deletes a file that was never sent. */
    @DELETE
    @Path("/{id}")
    @Requires
    @Operation(summary = "Delete a file", description = "Only while no message carries it.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public void delete(@PathParam("id") String id) {
        store.delete(caller.workspaceId(), Parameters.id("id", id));
    }

    private StoredMedia media(String id) {
        return store.find(caller.workspaceId(), Parameters.id("id", id))
                .orElseThrow(() -> HttpProblem.notFound("media"));
    }

    private Answers.OneMedia answer(StoredMedia media) {
        return new Answers.OneMedia(true, MediaJson.of(media, links));
    }
}
