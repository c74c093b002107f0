package io.fractal.web.api;

import io.fractal.channels.SenderCatalog;
import io.fractal.channels.SenderFilter;
import io.fractal.channels.SenderSync;
import io.fractal.channels.SenderView;
import io.fractal.database.Page;
import io.fractal.identity.Role;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender.Kind;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.representation.SenderJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Our own addresses. */
@Path("/senders")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Senders")
public class SendersResource {

    @EJB
    SenderCatalog senders;

    @EJB
    SenderSync sync;

    @Inject
    CurrentCaller caller;

    /** The senders of the workspace. */
    @GET
    @Operation(
            summary = "List senders",
            description =
                    "Numbers, short codes, names, WhatsApp senders and pools, as they were when the provider was last"
                            + " asked. It is asked every hour, and by POST /api/senders/sync.")
    @APIResponse(
            responseCode = "200",
            description = "A page of senders",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SenderList")))
    public Answers.SenderList list(
            @Parameter(description = "Only those that carry this channel", example = "SMS") @QueryParam("channel")
                    String channel,
            @Parameter(
                            description =
                                    "Only those of this kind: LONG_CODE, TOLL_FREE, SHORT_CODE, ALPHANUMERIC, WHATSAPP, MESSENGER, RCS or POOL",
                            example = "POOL")
                    @QueryParam("kind")
                    String kind,
            @Parameter(description = "true for those out of use only, false for those in use only", example = "false")
                    @QueryParam("retired")
                    String retired,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        SenderFilter filter = new SenderFilter(
                Parameters.oneOf("channel", channel, ChannelType.class),
                Parameters.oneOf("kind", kind, Kind.class),
                flag("retired", retired));
        Page<SenderView> found = senders.list(caller.workspaceId(), filter, Parameters.paging(page, limit, cursor));
        return new Answers.SenderList(
                true, found.items().stream().map(SenderJson::of).toList(), Answers.Meta.of(found));
    }

    /** One sender. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look a sender up")
    @APIResponse(
            responseCode = "200",
            description = "The sender",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SenderAnswer")))
    public Answers.OneSender find(@PathParam("id") String id) {
        return answer(senders.get(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Changes what people decide about a sender. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.ADMIN)
    @Operation(summary = "Name a sender, or set its pace")
    @APIResponse(
            responseCode = "200",
            description = "The sender as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SenderAnswer")))
    public Answers.OneSender change(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SenderChange")))
                    JsonBody body) {
        return answer(senders.change(caller.workspaceId(), Parameters.id("id", id), SenderBody.of(body)));
    }

    /** Makes a sender a default. */
    @PUT
    @Path("/{id}/default")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Have a sender write when nobody chooses",
            description =
                    "On a channel, to a country or to all others. A contact who knows another of our senders from the"
                            + " channel goes on hearing from that one.")
    @APIResponse(
            responseCode = "200",
            description = "The sender as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SenderAnswer")))
    public Answers.OneSender makeDefault(
            @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(ref = "#/components/schemas/SenderDefaultChange")))
                    JsonBody body) {
        SenderDefaultBody place = SenderDefaultBody.of(body);
        return answer(
                senders.makeDefault(caller.workspaceId(), Parameters.id("id", id), place.channel(), place.country()));
    }

    /** Makes a sender no default. */
    @DELETE
    @Path("/{id}/default")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Have a sender no longer write when nobody chooses",
            description = "Everywhere without a channel.")
    @APIResponse(
            responseCode = "200",
            description = "The sender as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SenderAnswer")))
    public Answers.OneSender removeDefault(
            @PathParam("id") String id,
            @Parameter(description = "On this channel only", example = "SMS") @QueryParam("channel") String channel,
            @Parameter(
                            description =
                                    "With a channel: to this country; without, to those that have no default of their own",
                            example = "DE")
                    @QueryParam("country")
                    String country) {
        return answer(senders.removeDefault(
                caller.workspaceId(),
                Parameters.id("id", id),
                Parameters.oneOf("channel", channel, ChannelType.class),
                Parameters.text("country", country)));
    }

    /** Sets a sender's webhooks. */
    @POST
    @Path("/{id}/webhooks")
    @Requires(Role.ADMIN)
    @Operation(
            summary = "Have the provider deliver a sender's messages here",
            description = "Sets the addresses at the provider, and answers with what it has now.")
    @APIResponse(
            responseCode = "200",
            description = "The sender as it is now",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SenderAnswer")))
    public Answers.OneSender pointHere(@PathParam("id") String id) {
        return answer(sync.pointHere(caller.workspaceId(), Parameters.id("id", id)));
    }

    /** Asks the provider for its senders. */
    @POST
    @Path("/sync")
    @Requires(Role.ADMIN)
    @Operation(summary = "Ask the provider for its senders now")
    @APIResponse(
            responseCode = "200",
            description = "What came of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SyncAnswer")))
    public Answers.SyncDone sync() {
        SenderSync.Report report = sync.sync(caller.workspaceId());
        return new Answers.SyncDone(
                true, new Answers.Synced(report.added(), report.updated(), report.removed(), report.total()));
    }

    private static Boolean flag(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw HttpProblem.badParameter(name, "must be true or false");
        }
        return Boolean.valueOf(value);
    }

    private static Answers.OneSender answer(SenderView sender) {
        return new Answers.OneSender(true, SenderJson.of(sender));
    }
}
