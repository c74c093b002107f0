package io.fractal.web.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.fractal.consent.ConsentView;
import io.fractal.consent.Consents;
import io.fractal.contacts.ContactFilter;
import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.identity.Role;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contacts as a CSV file. */
@Path("/contacts/export")
@ApplicationScoped
@Tag(name = "Contacts")
public class ContactExportResource {

    private static final int AT_ONCE = 500;

    @EJB
    Contacts contacts;

    @EJB
    Consents consents;

    @Inject
    CurrentCaller caller;

    /** Writes a file. */
    @GET
    @Produces("text/csv;charset=UTF-8")
    @Requires(Role.SUPERVISOR)
    @Operation(summary = "Export contacts as CSV", description = """
                    All contacts that the filters let through, in UTF-8, divided by commas, in the columns that an import reads. \
                    A cell that begins like a formula has an apostrophe in front, which an import takes away again.""")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            example =
                                    "id,name,email,phone\n0192f0c1-7a5e-7000-8000-000000000001,Anna Schmidt,,'+4915799912345\n"))
    public Response export(
            @Parameter(description = "Text in the name, the email address or an address") @QueryParam("q") String text,
            @Parameter(description = "Only those reached on this channel", example = "WHATSAPP") @QueryParam("channel")
                    String channel,
            @Parameter(
                            description = "Only those with this tag, or with all of several, separated by commas",
                            example = "vip")
                    @QueryParam("tag")
                    String tags,
            @Parameter(
                            description = "Only those whose consents stand so: granted, revoked or unknown",
                            example = "granted")
                    @QueryParam("consent")
                    String consent,
            @Parameter(
                            description = "name, createdAt or updatedAt, with a minus for the other way round",
                            example = "-createdAt")
                    @QueryParam("sort")
                    String sort) {
        ContactFilter filter = ContactFilters.of(text, channel, tags, consent, sort);
        UUID workspaceId = caller.workspaceId();
        StreamingOutput file = out -> write(workspaceId, filter, out);
        return Response.ok(file)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"contacts.csv\"")
                .build();
    }

    /** Some contacts at a time, so that any number of them needs little memory and no long transaction. */
    private void write(UUID workspaceId, ContactFilter filter, OutputStream out) throws IOException {
        CsvWriter csv =
                CsvWriter.builder().build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        csv.writeRecord(ContactColumn.headers());
        Page<ContactView> page = contacts.list(workspaceId, filter, Paging.page(1, AT_ONCE));
        while (page != null) {
            Map<UUID, List<ConsentView>> known = consents.ofAll(
                    workspaceId, page.items().stream().map(ContactView::id).toList());
            for (ContactView contact : page.items()) {
                csv.writeRecord(ContactColumn.row(contact, known.getOrDefault(contact.id(), List.of())));
            }
            page = page.next() == null ? null : contacts.list(workspaceId, filter, Paging.after(page.next(), AT_ONCE));
        }
        csv.flush();
    }
}
