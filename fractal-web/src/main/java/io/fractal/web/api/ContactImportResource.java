package io.fractal.web.api;

import io.fractal.contacts.ContactImport;
import io.fractal.contacts.ImportMode;
import io.fractal.identity.Role;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contacts from a CSV file. */
@Path("/contacts/import")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class ContactImportResource {

    private static final String CSV = "text/csv";

    @EJB
    ContactImport contacts;

    @Inject
    CurrentCaller caller;

    /** Takes a file in. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Requires(Role.SUPERVISOR)
    @Idempotent
    @Operation(summary = "Import contacts from CSV", description = """
                    UTF-8, cells divided by commas or semicolons, at most 100,000 rows and 64 MB. The first row names the columns: \
                    `id`, `name`, `email`, `phone`, `whatsapp`, `messenger`, `rcs`, `voice`, `emailAddresses`, `tags`, `locale`, \
                    `metadata` (a JSON object), `consents`; `createdAt` and `updatedAt` of an export are passed over. Several addresses or tags \
                    in a cell are divided by `|`. A contact is found by `id`, else by its addresses, else by `email`; an empty cell \
                    leaves what is there, and addresses are added. \
                    `consents` holds `SMS:GRANTED` for all of the contact's addresses on a channel (SMS, which stands for MMS and RCS \
                    too, WHATSAPP, MESSENGER, EMAIL, VOICE), `SMS:REVOKED:+4915799912345` for one of them; no file lifts an objection \
                    (REVOKED) that is known. Rows are committed in portions: what is wrong with one does not \
                    stop the others.""")
    @APIResponse(
            responseCode = "200",
            description = "What came of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ImportAnswer")))
    public Answers.Import take(
            @Parameter(
                            description =
                                    "create: only new contacts; update: only known ones; upsert: both, by default",
                            example = "upsert")
                    @QueryParam("mode")
                    String mode,
            @Parameter(
                            description = "true to see what would become of each row, without writing anything",
                            example = "true")
                    @QueryParam("dryRun")
                    String dryRun,
            @Parameter(hidden = true) @HeaderParam("Content-Type") String contentType,
            @Parameter(hidden = true) @HeaderParam("Content-Length") String length,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CSV,
                                            schema = @Schema(type = SchemaType.STRING),
                                            example = "name,phone,tags\nAnna Schmidt,+4915799912345,vip|munich\n"))
                    InputStream body) {
        requireCsv(contentType);
        ImportMode wanted = Parameters.oneOf("mode", mode, ImportMode.class);
        boolean dry = Parameters.oneOf("dryRun", dryRun, Flag.class) == Flag.TRUE;
        if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > CsvSource.MAX_BODY) {
            throw HttpProblem.tooLarge(CsvSource.MAX_BODY);
        }
        ContactCsvImport file =
                new ContactCsvImport(contacts, caller.workspaceId(), wanted == null ? ImportMode.UPSERT : wanted, dry);
        return new Answers.Import(true, file.run(body));
    }

    /** Says what to send instead, which the answer for whole resources cannot. */
    private static void requireCsv(String contentType) {
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(CSV)) {
            throw HttpProblem.of(415, "UNSUPPORTED_MEDIA_TYPE", "Send text/csv.");
        }
    }

    /** A truth value in a query. */
    private enum Flag {
        TRUE,
        FALSE
    }
}
