package io.fractal.tenancy;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;

/** Short names of workspaces in addresses: letters, digits and hyphens. */
final class Slug {

    private static final int LONGEST = 40;

    /** For names of which nothing is left, as those in other scripts. */
    private static final String NAMELESS = "workspace";

    private Slug() {}

    /** What a name becomes, whether or not another workspace has it. */
    static String of(String name) {
        String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("^-|-$", "");
        return cut.isEmpty() ? NAMELESS : cut;
    }

    /** The slug itself, or with the first number behind it that makes it one that nobody has. */
    static String free(String slug, Collection<String> taken) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? slug : slug + "-" + number)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
    }
}
