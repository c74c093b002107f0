package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Twilio lets a message say, and the text that becomes of a content template. */
final class ContentRules {

    private static final int LONGEST_BODY = 1600;
    private static final int MOST_MEDIA = 10;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^\\s/]+\\S*");

    /** What WhatsApp does not take in a variable. */
    private static final Pattern UNFIT_VALUE = Pattern.compile("(?s).*([\\n\\r\\t]| {5}).*");

    private final Resources resources;
    private final Approvals approvals;

    ContentRules(Resources resources, Approvals approvals) {
        this.resources = resources;
        this.approvals = approvals;
    }

    /**
     * What a message says.
     *
     * @param body its text
     * @param mediaUrls what is attached
     * @param template what was made of a content template, or {@code null}
     */
    record Text(String body, List<String> mediaUrls, Template template) {}

    /** @throws ApiError when Twilio would refuse it */
    Text read(Call call, Channel channel) {
        Optional<String> contentSid = call.text("ContentSid");
        if (contentSid.isPresent()) {
            return template(call, contentSid.get(), channel);
        }
        if (call.text("ContentVariables").isPresent()) {
            throw ApiError.badRequest(21654, "ContentSid Required");
        }
        return plain(call.raw("Body").orElse(""), call.values("MediaUrl"));
    }

    private static Text plain(String body, List<String> media) {
        if (body.isEmpty() && media.isEmpty()) {
            throw ApiError.badRequest(21602, "Message body is required.");
        }
        if (body.length() > LONGEST_BODY) {
            throw ApiError.badRequest(21617, "The concatenated message body exceeds the 1600 character limit");
        }
        if (media.size() > MOST_MEDIA) {
            throw ApiError.badRequest(21623, "Number of media files exceeds allowed limit");
        }
        if (!media.stream().allMatch(url -> WEB_ADDRESS.matcher(url).matches())) {
            throw ApiError.badRequest(21620, "Invalid media URL(s)");
        }
        return new Text(body, media, null);
    }

    private Text template(Call call, String sid, Channel channel) {
        Resource content = resources
                .find(Kind.CONTENT, sid)
                .orElseThrow(() -> ApiError.badRequest(21655, "The ContentSid is Invalid"));
        TemplateText text = TemplateText.of(
                content, channel, variables(call.text("ContentVariables").orElse("{}")));
        boolean approved = approvals.status(content).equals(Approvals.APPROVED);
        Integer error = text.missing() ? Integer.valueOf(63028) : null;
        if (error == null && text.body().length() > LONGEST_BODY) {
            error = 63021;
        }
        return new Text(text.body(), text.mediaUrls(), new Template(sid, approved, error, text.actions()));
    }

    private static Map<String, String> variables(String json) {
        JsonNode read = Call.parse(json).orElse(null);
        if (!(read instanceof ObjectNode object)) {
            throw invalidVariables();
        }
        Map<String, String> values = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            String value = field.getValue().isValueNode() ? field.getValue().asText("") : "";
            if (field.getValue().isNull()
                    || value.isEmpty()
                    || UNFIT_VALUE.matcher(value).matches()) {
                throw invalidVariables();
            }
            values.put(field.getKey(), value);
        });
        return values;
    }

    private static ApiError invalidVariables() {
        return ApiError.badRequest(21656, "The ContentVariables Parameter is invalid");
    }
}
