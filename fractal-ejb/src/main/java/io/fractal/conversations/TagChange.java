package io.fractal.conversations;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import java.util.List;
import java.util.TreeSet;

/**
 * A change of tags.
 *
 * @param tags all there are to be from now on, or {@code null} to leave those there are
 * @param add those that come
 * @param remove those that go
 */
public record TagChange(List<String> tags, List<String> add, List<String> remove) {

    private static final int LONGEST = 50;
    private static final int MOST = 50;

    public TagChange {
        tags = tags == null ? null : List.copyOf(tags);
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }

    /**
     * The tags after the change, once each and in order.
     *
     * @throws InvalidRequestException when one is empty or too long, or there are too many
     */
    List<String> appliedTo(List<String> present) {
        TreeSet<String> after = new TreeSet<>(tags == null ? present : stripped("tags", tags));
        after.addAll(stripped("add", add));
        stripped("remove", remove).forEach(after::remove);
        if (after.size() > MOST) {
            throw invalid(tags == null ? "add" : "tags", "TOO_MANY_TAGS", "makes more than " + MOST + " tags");
        }
        return List.copyOf(after);
    }

    private static List<String> stripped(String field, List<String> tags) {
        List<String> stripped = tags.stream().map(String::strip).toList();
        if (stripped.stream().anyMatch(tag -> tag.isEmpty() || tag.length() > LONGEST)) {
            throw invalid(field, "INVALID_TAG", "must hold tags of 1 to " + LONGEST + " characters");
        }
        return stripped;
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }
}
