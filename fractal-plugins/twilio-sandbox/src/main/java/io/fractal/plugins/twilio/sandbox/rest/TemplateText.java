package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person sees of a content template.
 *
 * @param body the text
 * @param mediaUrls what is attached
 * @param actions what can be tapped
 * @param missing whether a variable has neither a value nor a default
 */
record TemplateText(String body, List<String> mediaUrls, List<Action> actions, boolean missing) {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final String TEXT = "twilio/text";
    private static final String MEDIA = "twilio/media";

    /**
     * @param values those given with the message; the template's own stand in for what is not given
     * @throws ApiError when the template has nothing for the channel
     */
    static TemplateText of(Resource content, Channel channel, Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        content.fields().path("variables").properties().forEach(variable -> {
            if (!variable.getValue().asText("").isEmpty()) {
                all.put(variable.getKey(), variable.getValue().asText());
            }
        });
        all.putAll(values);
        JsonNode types = content.fields().path("types");
        return new Filler(all).fill(types.path(type(types, channel)));
    }

    /** Rich types for rich channels, and text or media for SMS. */
    private static String type(JsonNode types, Channel channel) {
        Stream<String> rich = types.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> channel != Channel.SMS && !name.equals(TEXT));
        return Stream.concat(rich, Stream.of(TEXT, MEDIA))
                .filter(types::has)
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest(19023, "Invalid channel type"));
    }

    /** Fills a template's variables. */
    private static final class Filler {

        private final Map<String, String> values;
        private boolean missing;

        Filler(Map<String, String> values) {
            this.values = values;
        }

        TemplateText fill(JsonNode type) {
            String body = Stream.of("header_text", "title", "body", "subtitle", "footer")
                    .map(name -> text(type, name))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("\n"));
            if (body.isEmpty() && type.has("latitude")) {
                body = place(type);
            }
            return new TemplateText(body, media(type), actions(type), missing);
        }

        private String place(JsonNode type) {
            String label = text(type, "label");
            String position = type.path("latitude").asText() + ", "
                    + type.path("longitude").asText();
            return label == null ? position : label + " (" + position + ")";
        }

        private List<String> media(JsonNode type) {
            List<String> urls = new ArrayList<>();
            type.path("media").forEach(url -> urls.add(filled(url.asText())));
            return urls;
        }

        private List<Action> actions(JsonNode type) {
            List<Action> actions = new ArrayList<>();
            for (JsonNode action : type.path("actions")) {
                String value = Stream.of("id", "url", "phone", "code")
                        .map(name -> text(action, name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                actions.add(new Action(
                        action.path("type").asText("QUICK_REPLY"),
                        Optional.ofNullable(text(action, "title")).orElse(""),
                        value));
            }
            for (JsonNode item : type.path("items")) {
                actions.add(new Action("LIST_ITEM", filled(item.path("item").asText()), text(item, "id")));
            }
            return actions;
        }

        private String text(JsonNode node, String name) {
            return node.hasNonNull(name) ? filled(node.get(name).asText()) : null;
        }

        private String filled(String text) {
            return VARIABLE.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group())));
        }

        private String value(String name, String placeholder) {
            missing |= !values.containsKey(name);
            return values.getOrDefault(name, placeholder);
        }
    }
}
