package io.fractal.templates;

import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The places in a template's texts that values are put in: {@code {{1}}}, {@code {{name}}}. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]{1,64})\\s*}}");

    private static final Comparator<String> NATURAL = Comparator.comparing(
                    (String name) -> name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE)
            .thenComparing(Comparator.naturalOrder());

    private Placeholders() {}

    /** Every variable that a content names, with its example or an empty text. */
    static SortedMap<String, String> variables(TemplateContent content, Map<String, String> samples) {
        SortedMap<String, String> variables = new TreeMap<>(NATURAL);
        texts(content)
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .map(place -> place.group(1))
                .forEach(name -> variables.put(name, samples.getOrDefault(name, "")));
        return variables;
    }

    /** A text with its places filled; a value is never searched for places in its turn. */
    static String filled(String text, Function<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private static String value(MatchResult place, Function<String, String> values) {
        String value = values.apply(place.group(1));
        return value == null ? place.group() : value;
    }

    private static Stream<String> texts(TemplateContent content) {
        return Stream.of(
                        Stream.of(content.body()),
                        content.mediaUrls().stream(),
                        content.button().stream(),
                        content.actions().stream().flatMap(Placeholders::texts))
                .flatMap(Function.identity());
    }

    private static Stream<String> texts(Action action) {
        return Stream.of(Stream.of(action.title()), action.value().stream(), action.description().stream())
                .flatMap(Function.identity());
    }
}
