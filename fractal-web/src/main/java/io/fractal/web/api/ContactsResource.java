package io.fractal.web.api;

import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import io.fractal.database.Page;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.representation.ContactJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contacts. */
@Path("/contacts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class ContactsResource {

    @Inject
    Contacts contacts;

    @Inject
    CurrentCaller caller;

    /** The contacts of the workspace. */
    @GET
    @Operation(summary = "List contacts", description = "By name.")
    @APIResponse(
            responseCode = "200",
            description = "A page of contacts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactList")))
    public Answers.ContactList list(
            @Parameter(description = "Text in the name, the email address or an address") @QueryParam("q") String text,
            @Parameter(description = "From 1", example = "1") @QueryParam("page") String page,
            @Parameter(description = "1 to 100, 20 by default", example = "20") @QueryParam("limit") String limit,
            @Parameter(description = "Go on behind the last answer: its meta.pagination.nextCursor, instead of page")
                    @QueryParam("cursor")
                    String cursor) {
        Page<ContactView> found =
                contacts.list(caller.workspaceId(), Parameters.text("q", text), Parameters.paging(page, limit, cursor));
        return new Answers.ContactList(
                true, found.items().stream().map(ContactJson::of).toList(), Answers.Meta.of(found));
    }

    /** One contact. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look a contact up")
    @APIResponse(
            responseCode = "200",
            description = "The contact",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Answers.OneContact find(@PathParam("id") String id) {
        return contacts.find(caller.workspaceId(), Parameters.id("id", id))
                .map(contact -> new Answers.OneContact(true, ContactJson.of(contact)))
                .orElseThrow(() -> HttpProblem.notFound("contact"));
    }
}
