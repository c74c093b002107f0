package io.fractal.web.api;

import io.fractal.conversations.ThreadView;
import io.fractal.conversations.Threads;
import io.fractal.database.Page;
import io.fractal.web.representation.ThreadsJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The inbox in one request, for clients that know threads. */
@Path("/threads")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public class ThreadsResource {

    @EJB
    Threads threads;

    @Inject
    CurrentCaller caller;

    /** The threads of the inbox. */
    @GET
    @Operation(
            summary = "List threads",
            description = "The conversations of the inbox with contact, last message and counts, the newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of threads",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/ThreadList")))
    public Answers.ThreadList list(
            @QueryParam("page") String page, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Page<ThreadView> found = threads.list(caller.workspaceId(), Parameters.paging(page, limit, cursor));
        return new Answers.ThreadList(true, ThreadsJson.of(found.items()), Answers.Meta.of(found));
    }
}
