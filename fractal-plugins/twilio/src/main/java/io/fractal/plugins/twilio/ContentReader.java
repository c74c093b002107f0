package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads Twilio's content resource. What Twilio adds one day stands in the raw JSON. */
final class ContentReader {

    private static final String TEXT = "twilio/text";

    /** Twilio, Content API, "types"; their members are alike where they mean the same. */
    private static final Set<String> KNOWN = Set.of(
            TEXT,
            "twilio/media",
            "twilio/location",
            "twilio/list-picker",
            "twilio/call-to-action",
            "twilio/quick-reply",
            "twilio/card",
            "twilio/catalog",
            "twilio/carousel",
            "twilio/flows",
            "twilio/schedule",
            "whatsapp/card",
            "whatsapp/authentication",
            "whatsapp/flows");

    private static final Map<String, Status> STATES = Map.ofEntries(
            Map.entry("unsubmitted", Status.UNSUBMITTED),
            Map.entry("received", Status.PENDING),
            Map.entry("pending", Status.PENDING),
            Map.entry("approved", Status.APPROVED),
            Map.entry("rejected", Status.REJECTED),
            Map.entry("paused", Status.PAUSED),
            Map.entry("disabled", Status.DISABLED));

    private ContentReader() {}

    /** @param approval what Twilio says of its approval for WhatsApp, or a missing node */
    static ProviderTemplate template(JsonNode content, JsonNode approval) {
        return new ProviderTemplate(
                Json.textOrEmpty(content, "sid"),
                Json.textOrEmpty(content, "friendly_name"),
                Json.textOrEmpty(content, "language"),
                content(content.path("types"), Json.text(approval, "content_type")),
                Json.map(content.path("variables")),
                approval(approval),
                content.toString(),
                Json.text(content, "date_updated")
                        .or(() -> Json.text(content, "date_created"))
                        .flatMap(ContentReader::time)
                        .orElse(Instant.EPOCH));
    }

    /** A word that is new is taken for pending: it must not open what only an approval may. */
    static TemplateApproval approval(JsonNode approval) {
        String word = Json.text(approval, "status").orElse("unsubmitted");
        return new TemplateApproval(
                STATES.getOrDefault(word.toLowerCase(Locale.ROOT), Status.PENDING),
                word,
                Json.text(approval, "category"),
                Json.text(approval, "rejection_reason"));
    }

    /**
     * A template may have several types, of which Twilio sends what the channel can show: the one that was submitted is meant, else
     * the first that is more than text.
     */
    private static TemplateContent content(JsonNode types, Optional<String> submitted) {
        List<String> names = new ArrayList<>();
        types.fieldNames().forEachRemaining(names::add);
        String type = submitted
                .filter(names::contains)
                .or(() -> names.stream().filter(name -> !name.equals(TEXT)).findFirst())
                .or(() -> names.stream().findFirst())
                .orElse("");
        return KNOWN.contains(type)
                ? content(type, types.path(type))
                : new TemplateContent(type, "", List.of(), Optional.empty(), List.of());
    }

    private static TemplateContent content(String type, JsonNode said) {
        return new TemplateContent(
                type,
                body(said),
                media(said),
                Json.text(said, "button").or(() -> Json.text(said, "button_text")),
                actions(said));
    }

    /** Cards have a title and a subtitle in place of a body, a place its name and its address. */
    private static String body(JsonNode said) {
        return Json.text(said, "body")
                .orElseGet(() -> Stream.of("header_text", "title", "subtitle", "label", "address")
                        .flatMap(name -> Json.text(said, name).stream())
                        .collect(Collectors.joining("\n")));
    }

    private static List<String> media(JsonNode said) {
        return Stream.concat(Stream.of(said), elements(said, "cards"))
                .flatMap(part ->
                        Stream.concat(Json.texts(part, "media").stream(), Json.text(part, "media_url").stream()))
                .toList();
    }

    private static List<Action> actions(JsonNode said) {
        Stream<Action> buttons = Stream.concat(Stream.of(said), elements(said, "cards"))
                .flatMap(part -> elements(part, "actions"))
                .map(ContentReader::button);
        Stream<Action> entries = elements(said, "items").map(ContentReader::entry);
        return Stream.concat(buttons, entries).toList();
    }

    /** Where Twilio names no type, it is a quick reply: those need none. */
    private static Action button(JsonNode button) {
        ActionKind kind =
                switch (Json.text(button, "type").orElse("QUICK_REPLY").toUpperCase(Locale.ROOT)) {
                    case "QUICK_REPLY" -> ActionKind.QUICK_REPLY;
                    case "URL" -> ActionKind.URL;
                    case "PHONE_NUMBER" -> ActionKind.PHONE_NUMBER;
                    case "COPY_CODE" -> ActionKind.COPY_CODE;
                    default -> ActionKind.OTHER;
                };
        String title = Json.text(button, "title")
                .or(() -> Json.text(button, "copy_code_text"))
                .orElse("");
        return new Action(kind, title, value(button), Optional.empty());
    }

    private static Optional<String> value(JsonNode button) {
        return Stream.of("url", "phone", "code", "id")
                .flatMap(name -> Json.text(button, name).stream())
                .findFirst();
    }

    /** Entries of a list picker have an item, those of a catalog a name. */
    private static Action entry(JsonNode entry) {
        Optional<String> item = Json.text(entry, "item");
        return new Action(
                item.isPresent() ? ActionKind.LIST_ITEM : ActionKind.OTHER,
                item.or(() -> Json.text(entry, "name")).orElse(""),
                Json.text(entry, "id"),
                Json.text(entry, "description"));
    }

    private static Stream<JsonNode> elements(JsonNode object, String name) {
        return StreamSupport.stream(object.path(name).spliterator(), false).filter(JsonNode::isObject);
    }

    /** Twilio's description says RFC 2822, and what it sends is ISO 8601. */
    private static Optional<Instant> time(String text) {
        for (DateTimeFormatter format :
                List.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME)) {
            try {
                return Optional.of(ZonedDateTime.parse(text, format).toInstant());
            } catch (DateTimeException otherwise) {
                // the next one
            }
        }
        return Optional.empty();
    }
}
