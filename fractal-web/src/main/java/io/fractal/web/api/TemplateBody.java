package io.fractal.web.api;

import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import io.fractal.spi.TemplateDraft;
import io.fractal.web.notation.JsonBody;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template to be made. */
@Schema(
        name = "TemplateDraft",
        description = "Placeholders stand in the texts as {{1}} or {{name}}.",
        requiredProperties = {"name"})
public record TemplateBody(
        @Schema(example = "order_shipped", description = "Also taken as friendlyName")
        String name,

        @Schema(example = "de", description = "en by default")
        String language,

        @Schema(
                example = "twilio/quick-reply",
                nullable = true,
                description = "The provider's name for its kind; by default what the content asks for")
        String type,

        @Schema(example = "Hello {{1}}, shall we call you?") String body,

        @Schema(type = SchemaType.OBJECT, example = "{\"1\": \"Anna\"}", description = "An example for each variable")
        String variables,

        @Schema(nullable = true, description = "Also taken as media")
        List<String> mediaUrls,

        @Schema(nullable = true, description = "The label that opens a list")
        String button,

        @Schema(nullable = true, description = "Buttons or list entries, in order; also taken as buttons")
        List<ActionBody> actions) {

    /** A button or a list entry to be made. */
    @Schema(
            name = "TemplateActionDraft",
            requiredProperties = {"title"})
    public record ActionBody(
            @Schema(example = "QUICK_REPLY", description = "QUICK_REPLY by default; also taken as type")
            ActionKind kind,

            @Schema(example = "Yes") String title,

            @Schema(example = "yes", nullable = true, description = "The payload, id, address, number or code")
            String value,

            @Schema(nullable = true, description = "The second line of a list entry")
            String description) {

        private static Action read(JsonBody json) {
            ActionKind kind = json.constant(ActionKind.class, "kind", "type");
            String title = json.string("title");
            if (title == null) {
                json.problem("title", "is required");
            }
            return new Action(
                    kind == null ? ActionKind.QUICK_REPLY : kind,
                    title == null ? "" : title,
                    Optional.ofNullable(json.string("value", "id", "payload", "url", "phone", "code")),
                    Optional.ofNullable(json.string("description")));
        }
    }

    static TemplateDraft of(JsonBody json) {
        String name = json.string("name", "friendlyName");
        if (name == null) {
            json.problem("name", "is required");
        }
        String language = json.string("language");
        TemplateDraft draft = new TemplateDraft(
                name == null ? "" : name,
                language == null ? "en" : language,
                content(json),
                json.texts("variables", "samples"));
        json.finish();
        return draft;
    }

    private static TemplateContent content(JsonBody json) {
        String type = json.string("type");
        String body = json.string("body");
        List<String> media = json.strings("mediaUrls", "media");
        List<Action> actions =
                json.list("actions", "buttons").stream().map(ActionBody::read).toList();
        return new TemplateContent(
                type == null ? type(media, actions) : type,
                body == null ? "" : body,
                media,
                Optional.ofNullable(json.string("button")),
                actions);
    }

    private static String type(List<String> media, List<Action> actions) {
        if (actions.isEmpty()) {
            return media.isEmpty() ? "twilio/text" : "twilio/media";
        }
        if (!media.isEmpty()) {
            return "whatsapp/card";
        }
        if (actions.stream().allMatch(action -> action.kind() == ActionKind.LIST_ITEM)) {
            return "twilio/list-picker";
        }
        return actions.stream().allMatch(action -> action.kind() == ActionKind.QUICK_REPLY)
                ? "twilio/quick-reply"
                : "twilio/call-to-action";
    }
}
