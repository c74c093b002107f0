package io.fractal.web.api;

import io.fractal.contacts.ContactFilter;
import io.fractal.contacts.ContactFilter.Consent;
import io.fractal.contacts.ContactFilter.Sort;
import io.fractal.spi.ChannelType;
import io.fractal.web.errors.HttpProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads which contacts are wanted, in the list as in the export. */
final class ContactFilters {

    private static final Map<String, Sort> SORTS = Map.of(
            "name",
            Sort.NAME,
            "-name",
            Sort.NAME_DESCENDING,
            "createdAt",
            Sort.CREATED,
            "-createdAt",
            Sort.CREATED_DESCENDING,
            "updatedAt",
            Sort.UPDATED,
            "-updatedAt",
            Sort.UPDATED_DESCENDING);

    private ContactFilters() {}

    static ContactFilter of(String text, String channel, String tags, String consent, String sort) {
        return new ContactFilter(
                Parameters.text("q", text),
                Parameters.nameOf("channel", channel, ChannelType.class),
                tags(tags),
                Parameters.oneOf("consent", consent, Consent.class),
                sort(sort));
    }

    private static List<String> tags(String tags) {
        String text = Parameters.text("tag", tags);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList();
    }

    private static Sort sort(String sort) {
        if (sort == null || sort.isBlank()) {
            return Sort.NAME;
        }
        Sort known = SORTS.get(sort.strip());
        if (known == null) {
            throw HttpProblem.badParameter(
                    "sort", "must be name, createdAt or updatedAt, with or without a minus before it");
        }
        return known;
    }
}
