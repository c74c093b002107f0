package io.fractal.web.api;

import io.fractal.database.Page;
import io.fractal.search.Search;
import io.fractal.search.SearchHit;
import io.fractal.search.SearchRequest;
import io.fractal.search.SearchType;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.representation.SearchHitJson;
import io.fractal.web.security.CurrentCaller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Search. */
@Path("/search")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public class SearchResource {

    @EJB
    Search search;

    @Inject
    CurrentCaller caller;

    /** Searches. */
    @GET
    @Operation(
            summary = "Search messages, contacts and conversations",
            description =
                    "What fits best comes first. Words are found in any form, in German and English, the last one also by its "
                            + "beginning; contacts and their conversations also by a number in any spelling, its beginning or its end. "
                            + "Of each kind the newest 1,000 that fit are ranked.")
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/SearchAnswer")))
    public Answers.SearchHits find(
            @Parameter(description = "What to look for", required = true, example = "Rechnung") @QueryParam("q")
                    String text,
            @Parameter(
                            description =
                                    "What may be found: messages, contacts, conversations, separated by commas; all by default",
                            example = "messages,contacts")
                    @QueryParam("type")
                    String types,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        String wanted = Parameters.text("q", text);
        if (wanted == null) {
            throw HttpProblem.badParameter("q", "is required");
        }
        Page<SearchHit> found = search.find(
                caller.workspaceId(), new SearchRequest(wanted, types(types)), Parameters.paging(page, limit, cursor));
        return new Answers.SearchHits(
                true, found.items().stream().map(SearchHitJson::of).toList(), Answers.Meta.of(found));
    }

    private static Set<SearchType> types(String types) {
        if (types == null || types.isBlank()) {
            return EnumSet.allOf(SearchType.class);
        }
        Set<SearchType> named = Arrays.stream(types.split(","))
                .map(type -> Parameters.oneOf("type", type.strip(), SearchType.class))
                .filter(type -> type != null)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SearchType.class)));
        if (named.isEmpty()) {
            throw HttpProblem.badParameter("type", "names nothing that can be found");
        }
        return named;
    }
}
