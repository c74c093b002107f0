package io.fractal.web.api;

import io.fractal.contacts.ContactDraft;
import io.fractal.contacts.ContactEditing;
import io.fractal.contacts.ContactFilter;
import io.fractal.contacts.ContactMergedException;
import io.fractal.contacts.ContactNotFoundException;
import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import io.fractal.conversations.ContactDeletions;
import io.fractal.conversations.ContactDeletions.MessagesToo;
import io.fractal.conversations.ContactMerges;
import io.fractal.database.Page;
import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.ContactJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contacts. */
@Path("/contacts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class ContactsResource {

    @EJB
    Contacts contacts;

    @EJB
    ContactEditing editing;

    @EJB
    ContactMerges merges;

    @EJB
    ContactDeletions deletions;

    @Inject
    CurrentCaller caller;

    /** The contacts of the workspace. */
    @GET
    @Operation(summary = "List contacts", description = "By name, unless sort says otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "A page of contacts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactList")))
    public Answers.ContactList list(
            @Parameter(description = "Text in the name, the email address or an address") @QueryParam("q") String text,
            @Parameter(description = "Only those reached on this channel", example = "WHATSAPP") @QueryParam("channel")
                    String channel,
            @Parameter(
                            description = "Only those with this tag, or with all of several, separated by commas",
                            example = "vip")
                    @QueryParam("tag")
                    String tags,
            @Parameter(
                            description =
                                    "Only those of whose addresses one stands so: granted or revoked; or unknown: none has said anything",
                            example = "granted")
                    @QueryParam("consent")
                    String consent,
            @Parameter(
                            description = "name, createdAt or updatedAt, with a minus for the other way round",
                            example = "-createdAt")
                    @QueryParam("sort")
                    String sort,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ContactFilter filter = ContactFilters.of(text, channel, tags, consent, sort);
        Page<ContactView> found = contacts.list(caller.workspaceId(), filter, Parameters.paging(page, limit, cursor));
        return new Answers.ContactList(
                true, found.items().stream().map(ContactJson::of).toList(), Answers.Meta.of(found));
    }

    /** A new contact. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Idempotent
    @Operation(
            summary = "Make a contact",
            description = "An address that another contact has is refused with 409, which names that contact.")
    @APIResponse(
            responseCode = "201",
            description = "The contact",
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
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response create(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ContactDraft")))
                    JsonBody body) {
        ContactView made = editing.create(caller.workspaceId(), ContactBody.created(body));
        return Response.created(URI.create("contacts/" + made.id()))
                .entity(answer(made))
                .tag(Preconditions.tag(made.updatedAt()))
                .build();
    }

    /** One contact. */
    @GET
    @Path("/{id}")
    @Operation(
            summary = "Look a contact up",
            description = "A contact that became part of another is answered with 404 and CONTACT_MERGED;"
                    + " details then name the other under mergedInto.")
    @APIResponse(
            responseCode = "200",
            description = "The contact",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response find(
            @PathParam("id") String id,
            @Parameter(description = "What is known already; 304 if it is still so") @HeaderParam("If-None-Match")
                    String ifNoneMatch) {
        ContactView contact = contacts.get(caller.workspaceId(), Parameters.id("id", id));
        return Preconditions.answer(answer(contact), contact.updatedAt(), ifNoneMatch);
    }

    /** Replaces a contact. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(
            summary = "Replace a contact",
            description =
                    "What the body leaves out is emptied, but for the addresses, which only an explicit list replaces.")
    @APIResponse(
            responseCode = "200",
            description = "The contact as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response replace(
            @PathParam("id") String id,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ContactDraft")))
                    JsonBody body) {
        ContactDraft draft = ContactBody.replacing(body);
        return changed(id, ifMatch, present -> draft);
    }

    /** Changes some of a contact. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires
    @Operation(summary = "Change a contact", description = "What the body leaves out stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The contact as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Response change(
            @PathParam("id") String id,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ContactChange")))
                    JsonBody body) {
        ContactBody.created(body); // tells what is malformed before anything is locked
        return changed(id, ifMatch, present -> ContactBody.over(body, present));
    }

    /** Deletes a contact. */
    @DELETE
    @Path("/{id}")
    @Requires(Role.SUPERVISOR)
    @Operation(
            summary = "Delete a contact",
            description =
                    "Erases name, email, metadata, tags, notes and addresses, and cancels what has not been sent yet. The"
                            + " messages stay in the archive; with messages=redact their texts, attachments and addresses are"
                            + " erased as well, also at the provider. A revoked consent stays in force.")
    @APIResponse(
            responseCode = "200",
            description = "It is deleted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/DoneAnswer")))
    public Answers.Done delete(
            @PathParam("id") String id,
            @Parameter(description = "keep (by default) or redact", example = "redact") @QueryParam("messages")
                    String messages,
            @Parameter(description = "The ETag that was seen; 412 if it was changed since") @HeaderParam("If-Match")
                    String ifMatch) {
        MessagesToo too = Parameters.oneOf("messages", messages, MessagesToo.class);
        deletions.delete(
                caller.workspaceId(),
                Parameters.id("id", id),
                Preconditions.expected(ifMatch),
                too == null ? MessagesToo.KEEP : too);
        return new Answers.Done(true);
    }

    /** Makes contacts one. */
    @POST
    @Path("/{id}/merge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.SUPERVISOR)
    @Idempotent
    @Operation(
            summary = "Merge contacts",
            description =
                    "Addresses, notes, tags, metadata and messages of the others become those of the one that stays;"
                            + " where both say something, its word stands. The conversations become one, in the order of time.")
    @APIResponse(
            responseCode = "200",
            description = "The contact that stays",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ContactAnswer")))
    public Answers.OneContact merge(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/ContactMerge")))
                    JsonBody body) {
        UUID inPath = Parameters.id("id", id);
        MergeBody wanted = MergeBody.of(body);
        contacts.get(caller.workspaceId(), inPath);
        try {
            return answer(merges.merge(caller.workspaceId(), wanted.survivor(inPath), wanted.members(inPath)));
        } catch (ContactNotFoundException unknown) {
            throw wanted.refusal(unknown.contactId(), inPath, unknown);
        } catch (ContactMergedException merged) {
            throw wanted.refusal(merged.contactId(), inPath, merged);
        }
    }

    private Response changed(String id, String ifMatch, UnaryOperator<ContactDraft> change) {
        ContactView contact =
                editing.change(caller.workspaceId(), Parameters.id("id", id), Preconditions.expected(ifMatch), change);
        return Preconditions.answer(answer(contact), contact.updatedAt(), null);
    }

    private static Answers.OneContact answer(ContactView contact) {
        return new Answers.OneContact(true, ContactJson.of(contact));
    }
}
