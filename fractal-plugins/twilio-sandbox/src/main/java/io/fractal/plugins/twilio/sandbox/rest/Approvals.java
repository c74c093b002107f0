package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * What WhatsApp thinks of a template. A request is received, then pending, then decided: a name with {@code reject} in it is rejected,
 * every other one approved. Times and states can be set from outside.
 */
public final class Approvals {

    /** The field of a content resource that holds its request. */
    static final String FIELD = "_approval";

    static final String UNSUBMITTED = "unsubmitted";
    static final String APPROVED = "approved";
    static final String REJECTED = "rejected";

    private static final String REASON = "The template was rejected because its variables, together with too few words "
            + "around them, make it impossible to see what it will say.";

    private final BehaviourSwitch behaviour;
    private final Clock clock;

    /** Approvals by the given clock. */
    public Approvals(BehaviourSwitch behaviour, Clock clock) {
        this.behaviour = behaviour;
        this.clock = clock;
    }

    /** Twilio's word for how far the template is. */
    public String status(Resource content) {
        JsonNode request = content.fields().path(FIELD);
        if (request.isMissingNode()) {
            return UNSUBMITTED;
        }
        return request.hasNonNull("status") ? request.get("status").asText() : byTime(request);
    }

    /** The request and where it stands, as Twilio writes it. */
    ObjectNode json(Resource content) {
        JsonNode request = content.fields().path(FIELD);
        String status = status(content);
        return Answers.object()
                .put("name", request.path("name").asText(""))
                .put("category", request.path("category").asText(""))
                .put("content_type", type(content))
                .put("status", status)
                .put(
                        "rejection_reason",
                        status.equals(REJECTED) ? request.path("reason").asText(REASON) : "")
                .put(
                        "allow_category_change",
                        request.path("allow_category_change").asBoolean(true));
    }

    /** The type that WhatsApp is asked about: the richest there is. */
    static String type(Resource content) {
        return content.fields().path("types").properties().stream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing("twilio/text"::equals))
                .findFirst()
                .orElse("");
    }

    private String byTime(JsonNode request) {
        Instant submitted = Instant.parse(request.path("submitted").asText());
        Instant pending = submitted.plusMillis(behaviour.current().approvalMs().received());
        Instant decided = pending.plusMillis(behaviour.current().approvalMs().pending());
        Instant now = clock.instant();
        if (now.isBefore(pending)) {
            return "received";
        }
        if (now.isBefore(decided)) {
            return "pending";
        }
        boolean bad = request.path("name").asText().toLowerCase(Locale.ROOT).contains("reject");
        return bad ? REJECTED : APPROVED;
    }
}
