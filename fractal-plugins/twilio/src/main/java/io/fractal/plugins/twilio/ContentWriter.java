package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateDraft;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a draft as Twilio's Content API takes it, for the kinds whose whole content a draft can hold. */
final class ContentWriter {

    private ContentWriter() {}

    /**
     * @throws ProviderFailedException with {@link ErrorKind#REJECTED} for a kind that needs more than a draft can say, such as a carousel
     */
    static ObjectNode content(TemplateDraft draft) throws ProviderFailedException {
        ObjectNode content = object();
        content.put("friendly_name", draft.name());
        content.put("language", draft.language());
        ObjectNode samples = content.putObject("variables");
        new TreeMap<>(draft.samples()).forEach(samples::put);
        content.putObject("types").set(draft.content().type(), types(draft.content()));
        return content;
    }

    private static ObjectNode types(TemplateContent said) throws ProviderFailedException {
        ObjectNode type = object();
        switch (said.type()) {
            case "twilio/text" -> type.put("body", said.body());
            case "twilio/media" -> {
                putBody(type, said);
                putMedia(type, said);
            }
            case "twilio/quick-reply", "twilio/call-to-action" -> {
                type.put("body", said.body());
                putActions(type, said);
            }
            case "twilio/list-picker" -> {
                type.put("body", said.body());
                said.button().ifPresent(button -> type.put("button", button));
                putItems(type, said);
            }
            case "twilio/card" -> {
                type.put("title", said.body());
                putMedia(type, said);
                putActions(type, said);
            }
            case "whatsapp/card" -> {
                type.put("body", said.body());
                putMedia(type, said);
                putActions(type, said);
            }
            case "whatsapp/authentication" -> putCopyCode(type, said);
            default -> throw tooMuch(said.type());
        }
        return type;
    }

    private static void putBody(ObjectNode type, TemplateContent said) {
        if (!said.body().isEmpty()) {
            type.put("body", said.body());
        }
    }

    private static void putMedia(ObjectNode type, TemplateContent said) {
        if (!said.mediaUrls().isEmpty()) {
            ArrayNode media = type.putArray("media");
            said.mediaUrls().forEach(media::add);
        }
    }

    private static void putActions(ObjectNode type, TemplateContent said) throws ProviderFailedException {
        if (!said.actions().isEmpty()) {
            ArrayNode actions = type.putArray("actions");
            for (Action action : said.actions()) {
                putAction(actions.addObject(), action, said.type());
            }
        }
    }

    private static void putAction(ObjectNode node, Action action, String type) throws ProviderFailedException {
        String value = switch (action.kind()) {
            case QUICK_REPLY -> "id";
            case URL -> "url";
            case PHONE_NUMBER -> "phone";
            case COPY_CODE -> "code";
            case LIST_ITEM, OTHER -> throw tooMuch(type);
        };
        node.put("type", action.kind().name());
        node.put("title", action.title());
        action.value().ifPresent(text -> node.put(value, text));
    }

    private static void putItems(ObjectNode type, TemplateContent said) {
        ArrayNode items = type.putArray("items");
        for (Action action : said.actions()) {
            ObjectNode item = items.addObject();
            item.put("id", action.value().orElse(action.title()));
            item.put("item", action.title());
            action.description().ifPresent(text -> item.put("description", text));
        }
    }

    /** WhatsApp writes the text itself, in the template's language. */
    private static void putCopyCode(ObjectNode type, TemplateContent said) {
        ArrayNode actions = type.putArray("actions");
        said.actions()
                .forEach(action -> actions.addObject().put("type", "COPY_CODE").put("copy_code_text", action.title()));
    }

    private static ProviderFailedException tooMuch(String type) {
        String words = "Templates of the type " + type + " with such content are made in Twilio's console.";
        return new ProviderFailedException(
                ErrorKind.REJECTED,
                words,
                Optional.of(new ProviderError("UNSUPPORTED_TEMPLATE_TYPE", Optional.of(words))),
                Optional.empty(),
                null);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
