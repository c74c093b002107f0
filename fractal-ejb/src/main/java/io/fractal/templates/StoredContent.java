package io.fractal.templates;

import io.fractal.database.Json;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template's content as JSON for the database. */
final class StoredContent {

    private StoredContent() {}

    static String write(TemplateContent content) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("body", content.body());
        map.put("mediaUrls", content.mediaUrls());
        content.button().ifPresent(button -> map.put("button", button));
        map.put("actions", content.actions().stream().map(StoredContent::map).toList());
        return Json.write(map);
    }

    private static Map<String, Object> map(Action action) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", action.kind().name());
        map.put("title", action.title());
        action.value().ifPresent(value -> map.put("value", value));
        action.description().ifPresent(description -> map.put("description", description));
        return map;
    }

    static TemplateContent read(String type, String json) {
        Map<String, Object> map = Json.read(json);
        return new TemplateContent(
                type,
                (String) map.get("body"),
                list(map.get("mediaUrls")).stream().map(String.class::cast).toList(),
                Optional.ofNullable((String) map.get("button")),
                list(map.get("actions")).stream().map(StoredContent::action).toList());
    }

    private static Action action(Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        return new Action(
                ActionKind.valueOf((String) map.get("kind")),
                (String) map.get("title"),
                Optional.ofNullable((String) map.get("value")),
                Optional.ofNullable((String) map.get("description")));
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    /** Texts by name, as {@link Json#write(Map)} wrote them. */
    static Map<String, String> texts(String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        Json.read(json).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
