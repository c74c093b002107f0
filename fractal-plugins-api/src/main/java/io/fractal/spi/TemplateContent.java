package io.fractal.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a template says. Placeholders stand in the texts as {@code {{1}}}.
 *
 * @param type the provider's name for its kind, for example {@code twilio/quick-reply}
 * @param body the text; empty when there is none
 * @param mediaUrls public addresses of attachments; may hold placeholders
 * @param button the label that opens a list, for lists
 * @param actions buttons or list entries, in order
 */
public record TemplateContent(
        String type, String body, List<String> mediaUrls, Optional<String> button, List<Action> actions) {

    public TemplateContent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(body, "body");
        mediaUrls = List.copyOf(mediaUrls);
        Objects.requireNonNull(button, "button");
        actions = List.copyOf(actions);
    }

    /** What an entry does. */
    public enum ActionKind {
        QUICK_REPLY,
        LIST_ITEM,
        URL,
        PHONE_NUMBER,
        COPY_CODE,
        OTHER
    }

    /**
     * A button or a list entry.
     *
     * @param kind what it does
     * @param title what people read
     * @param value the payload, id, address, number or code
     * @param description the second line of a list entry
     */
    public record Action(ActionKind kind, String title, Optional<String> value, Optional<String> description) {}
}
