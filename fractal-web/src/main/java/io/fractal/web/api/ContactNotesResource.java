package io.fractal.web.api;

import io.fractal.contacts.ContactNotes;
import io.fractal.contacts.NoteView;
import io.fractal.database.Page;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.NoteJson;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The notes about a contact. */
@Path("/contacts/{id}/notes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class ContactNotesResource {

    @EJB
    ContactNotes notes;

    @Inject
    CurrentCaller caller;

    /** The notes. */
    @GET
    @Operation(summary = "List the notes about a contact", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of notes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/NoteList")))
    public Answers.NoteList list(
            @PathParam("id") String id,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Page<NoteView> found =
                notes.list(caller.workspaceId(), Parameters.id("id", id), Parameters.paging(page, limit, cursor));
        return new Answers.NoteList(
                true, found.items().stream().map(NoteJson::of).toList(), Answers.Meta.of(found));
    }

    /** Another note. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent
    @Operation(summary = "Write something down about a contact", description = "Never shown to the contact.")
    @APIResponse(
            responseCode = "201",
            description = "The note",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/NoteAnswer")))
    public Response add(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/NoteChange")))
                    JsonBody body) {
        NoteView note = notes.add(
                caller.workspaceId(),
                Parameters.id("id", id),
                caller.get().userId(),
                caller.get().name(),
                NoteBody.of(body).body());
        return Response.status(201)
                .entity(new Answers.OneNote(true, NoteJson.of(note)))
                .build();
    }

    /** Takes a note away. */
    @DELETE
    @Path("/{noteId}")
    @Requires
    @Operation(
            summary = "Take a note away",
            description = "Only its author may; API keys may take away what API keys wrote.")
    @APIResponse(
            responseCode = "200",
            description = "It is gone",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Answers.Done remove(@PathParam("id") String id, @PathParam("noteId") String noteId) {
        notes.remove(
                caller.workspaceId(),
                Parameters.id("id", id),
                Parameters.id("noteId", noteId),
                caller.get().userId());
        return new Answers.Done(true);
    }
}
