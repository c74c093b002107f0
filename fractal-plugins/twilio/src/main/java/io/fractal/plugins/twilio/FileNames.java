package io.fractal.plugins.twilio;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the name of a file out of a {@code Content-Disposition} header (RFC 6266). */
final class FileNames {

    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|;)\\s*filename\\*\\s*=\\s*([\\w-]+)'[^']*'([^;\\s]+)");
    private static final Pattern QUOTED = Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PLAIN = Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*([^;\"\\s]+)");
    private static final int LONGEST = 255;

    private FileNames() {}

    /** The name, without folders and control characters; empty when the header states none. */
    static Optional<String> of(String disposition) {
        return extended(disposition)
                .or(() -> first(QUOTED, disposition).map(name -> name.replaceAll("\\\\([\"\\\\])", "$1")))
                .or(() -> first(PLAIN, disposition))
                .map(FileNames::safe)
                .filter(name -> !name.isBlank());
    }

    /** The extended form goes before the plain one, which is for readers that do not know it. */
    private static Optional<String> extended(String disposition) {
        Matcher name = EXTENDED.matcher(disposition);
        if (!name.find()) {
            return Optional.empty();
        }
        try {
            // a plus stands for itself here
            String encoded = name.group(2).replace("+", "%2B");
            return Optional.of(URLDecoder.decode(encoded, Charset.forName(name.group(1))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.substring(0, Math.min(last.length(), LONGEST));
    }
}
