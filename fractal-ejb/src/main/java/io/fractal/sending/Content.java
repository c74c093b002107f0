package io.fractal.sending;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be sent: a text with attachments, or a template.
 *
 * @param body the text, up to 1,600 characters; may be {@code null}
 * @param mediaUrls public addresses of attachments, at most ten together with {@code mediaIds}
 * @param mediaIds attachments that Fractal keeps
 * @param template the template to send instead, or {@code null}
 */
public record Content(String body, List<String> mediaUrls, List<UUID> mediaIds, TemplateChoice template) {

    public Content {
        mediaUrls = mediaUrls == null ? List.of() : List.copyOf(mediaUrls);
        mediaIds = mediaIds == null ? List.of() : List.copyOf(mediaIds);
    }

    /** A text on its own. */
    public static Content text(String body) {
        return new Content(body, List.of(), List.of(), null);
    }

    /** A template with its values. */
    public static Content template(String sidOrId, Map<String, String> variables) {
        return new Content(null, List.of(), List.of(), new TemplateChoice(sidOrId, variables));
    }

    /** Whether anything is attached. */
    boolean hasMedia() {
        return !mediaUrls.isEmpty() || !mediaIds.isEmpty();
    }

    /**
     * A template and its values.
     *
     * @param sidOrId the provider's id of the template, for Twilio {@code HX…}, or Fractal's
     * @param variables the values by the template's own names
     * @param category what it was approved for, once that was looked up, or {@code null}
     */
    public record TemplateChoice(String sidOrId, Map<String, String> variables, String category) {

        public TemplateChoice {
            variables = variables == null ? Map.of() : Map.copyOf(variables);
        }

        /** As somebody asks for it. */
        public TemplateChoice(String sidOrId, Map<String, String> variables) {
            this(sidOrId, variables, null);
        }

        /** The id only: variables hold names and numbers of people. */
        @Override
        public String toString() {
            return "TemplateChoice[" + sidOrId + "]";
        }
    }

    /** Nothing of it: it is what people write. */
    @Override
    public String toString() {
        return "Content";
    }
}
