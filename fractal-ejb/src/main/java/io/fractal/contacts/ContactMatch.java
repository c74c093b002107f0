package io.fractal.contacts;

import io.fractal.database.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A subquery for the ids of the contacts that a text finds: by the words of name and e-mail address, or by a number in any spelling,
 * also by its beginning or its end. Served by indexes only.
 *
 * @param query yields ids in its only column
 */
public record ContactMatch(String query, List<Object> arguments) {

    private static final int FEWEST_LAST_DIGITS = 4;

    public ContactMatch {
        arguments = List.copyOf(arguments);
    }

    /**
     * @param text what was typed; not empty
     * @param countryCode the digits of the country code that numbers without one belong to
     */
    public static ContactMatch of(UUID workspaceId, SearchText text, String countryCode) {
        String byName = "select id from contact where workspace_id = ? and searchable_name(name, email)"
                + " @@ to_tsquery('simple', ?) and deleted_at is null and merged_into is null";
        List<Object> arguments = new ArrayList<>(List.of(workspaceId, text.query()));
        if (text.digits().isEmpty()) {
            return new ContactMatch(byName, arguments);
        }
        List<String> beginnings = text.beginnings(countryCode);
        List<String> endings = Stream.of(text.endingBackwards())
                .filter(ending -> ending.length() >= FEWEST_LAST_DIGITS)
                .toList();
        arguments.add(workspaceId);
        Stream.concat(beginnings.stream(), endings.stream())
                .forEach(beginning -> arguments.addAll(List.of(beginning, behind(beginning))));
        String byNumber = Stream.concat(
                        beginnings.stream().map(beginning -> "address ~>=~ ? and address ~<~ ?"),
                        endings.stream().map(ending -> "reverse(address) ~>=~ ? and reverse(address) ~<~ ?"))
                .collect(Collectors.joining(" or "));
        return new ContactMatch(
                byName + " union select contact_id from contact_address where workspace_id = ? and (" + byNumber + ")",
                arguments);
    }

    /** The first text behind all that begin so. */
    private static String behind(String beginning) {
        int last = beginning.length() - 1;
        return beginning.substring(0, last) + (char) (beginning.charAt(last) + 1);
    }
}
