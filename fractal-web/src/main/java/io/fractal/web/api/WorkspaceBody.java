package io.fractal.web.api;

import io.fractal.tenancy.WorkspaceTraits;
import io.fractal.web.notation.JsonBody;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What people decide about a workspace.
 *
 * @param name the name shown to people
 * @param timeZone a name from the IANA's list
 * @param defaultRegion ISO 3166-1 alpha-2
 * @param language {@code de} or {@code en}
 */
@Schema(name = "WorkspaceChange", description = "What is absent stays as it is.")
public record WorkspaceBody(
        @Schema(example = "Example Ltd") String name,
        @Schema(example = "Europe/Berlin") String timeZone,

        @Schema(
                description = "The country assumed for numbers without a country code, ISO 3166-1 alpha-2",
                example = "DE")
        String defaultRegion,

        @Schema(
                nullable = true,
                description = "What Fractal itself answers in, de or en; null for the language of the region",
                example = "de")
        String language) {

    /** Stands in for how a workspace is, to find out what is wrong with a change before any is looked at. */
    private static final WorkspaceTraits ANY = new WorkspaceTraits("Any", ZoneId.of("UTC"), "DE", null);

    /**
     * A whole workspace.
     *
     * @throws io.fractal.configuration.InvalidRequestException when something is missing or wrong
     */
    static WorkspaceTraits created(JsonBody json) {
        WorkspaceBody body = of(json);
        return WorkspaceTraits.of(body.name(), body.timeZone(), body.defaultRegion(), body.language());
    }

    /**
     * A change of some of it.
     *
     * @throws io.fractal.configuration.InvalidRequestException when something is wrong
     */
    static UnaryOperator<WorkspaceTraits> changed(JsonBody json) {
        WorkspaceBody body = of(json);
        UnaryOperator<WorkspaceTraits> change = present -> WorkspaceTraits.of(
                json.has("name") ? body.name() : present.name(),
                json.has("timeZone") ? body.timeZone() : present.timeZone().getId(),
                json.has("defaultRegion") ? body.defaultRegion() : present.defaultRegion(),
                json.has("language") ? body.language() : present.language());
        change.apply(ANY);
        return change;
    }

    private static WorkspaceBody of(JsonBody json) {
        WorkspaceBody body = new WorkspaceBody(
                json.string("name"), json.string("timeZone"), json.string("defaultRegion"), json.string("language"));
        json.finish();
        return body;
    }
}
