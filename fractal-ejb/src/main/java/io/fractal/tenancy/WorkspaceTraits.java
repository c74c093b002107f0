package io.fractal.tenancy;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What people decide about a workspace itself.
 *
 * @param name the name shown to people
 * @param timeZone the zone its people live in, from the IANA's list
 * @param defaultRegion the country assumed for numbers without a country code, ISO 3166-1 alpha-2
 * @param language what Fractal itself answers in, {@code en} or {@code de}; {@code null} for that of the default region
 */
public record WorkspaceTraits(String name, ZoneId timeZone, String defaultRegion, String language) {

    private static final int LONGEST_NAME = 100;
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of("de", "en");

    /**
     * Reads what somebody wrote; regions and languages are taken in any case.
     *
     * @throws InvalidRequestException when something is missing (only the language may be) or is not what it should be
     */
    public static WorkspaceTraits of(String name, String timeZone, String defaultRegion, String language) {
        String called = name == null ? "" : name.strip();
        String region = defaultRegion == null ? "" : defaultRegion.toUpperCase(Locale.ROOT);
        String spoken = language == null ? null : language.toLowerCase(Locale.ROOT);
        List<FieldError> errors = new ArrayList<>();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            errors.add(invalid("name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        if (timeZone == null || !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            errors.add(invalid("timeZone", "must be a time zone such as Europe/Berlin"));
        }
        if (!REGIONS.contains(region)) {
            errors.add(invalid("defaultRegion", "must be a country as ISO 3166 has it, such as DE"));
        }
        if (spoken != null && !LANGUAGES.contains(spoken)) {
            errors.add(invalid("language", "must be de or en"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new WorkspaceTraits(called, ZoneId.of(timeZone), region, spoken);
    }

    private static FieldError invalid(String field, String message) {
        return new FieldError(field, "INVALID", message);
    }
}
