package io.fractal.conversations;

import io.fractal.database.Json;
import io.fractal.spi.InboundContext;
import io.fractal.spi.InboundContext.Interaction;
import io.fractal.spi.InboundContext.Location;
import io.fractal.spi.InboundContext.Referral;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a channel told about a received message, as it is kept: a JSON object with {@code repliedTo} (the provider's id), {@code
 * interaction}, {@code location} and {@code referral}, each only where there is such a thing. Consent keywords and aliases are acted on
 * and not kept here.
 */
public final class MessageContext {

    private MessageContext() {}

    /** A context as JSON; empty when there is nothing to keep. */
    public static Optional<String> json(InboundContext context) {
        Map<String, Object> kept = new LinkedHashMap<>();
        context.repliedToId().ifPresent(id -> kept.put("repliedTo", id));
        context.interaction().ifPresent(chosen -> kept.put("interaction", map(chosen)));
        context.location().ifPresent(place -> kept.put("location", map(place)));
        context.referral().ifPresent(origin -> kept.put("referral", map(origin)));
        return kept.isEmpty() ? Optional.empty() : Optional.of(Json.write(kept));
    }

    private static Map<String, Object> map(Interaction chosen) {
        return Map.of("kind", chosen.kind().name(), "id", chosen.id(), "title", chosen.title());
    }

    private static Map<String, Object> map(Location place) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("latitude", place.latitude());
        map.put("longitude", place.longitude());
        place.address().ifPresent(address -> map.put("address", address));
        place.label().ifPresent(label -> map.put("label", label));
        return map;
    }

    private static Map<String, Object> map(Referral origin) {
        Map<String, Object> map = new LinkedHashMap<>();
        origin.sourceId().ifPresent(id -> map.put("sourceId", id));
        origin.sourceType().ifPresent(type -> map.put("sourceType", type));
        origin.sourceUrl().ifPresent(url -> map.put("sourceUrl", url));
        origin.headline().ifPresent(headline -> map.put("headline", headline));
        origin.body().ifPresent(body -> map.put("body", body));
        return map;
    }
}
