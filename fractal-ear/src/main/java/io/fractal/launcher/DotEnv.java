package io.fractal.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files: {@code NAME=value} lines, {@code #} comments, an optional {@code export}, and values in
 * single or double quotes. Values are taken literally; nothing is expanded.
 */
final class DotEnv {

    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*?)\\s*");

    private DotEnv() {}

    /**
     * Reads one file.
     *
     * @param file the file, which need not exist
     * @return the settings in the order of the file; empty when there is no such file
     * @throws StartRefused if the file cannot be read or a line is not understood
     */
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StartRefused(
                    "The settings file " + file + " cannot be read; check its permissions and that it is"
                            + " UTF-8 text.",
                    e);
        }
    }

    private static Map<String, String> parse(Path file, List<String> lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new StartRefused("Line " + (i + 1) + " of " + file + " is not of the form NAME=value.");
            }
            settings.put(matcher.group(1), unquote(matcher.group(2)));
        }
        return settings;
    }

    private static String unquote(String value) {
        if (value.length() >= 2) {
            char first = value.charAt(0);
            int end = value.indexOf(first, 1);
            boolean quoted = first == '"' || first == '\'';
            if (quoted && end > 0 && isBlankOrComment(value.substring(end + 1))) {
                return value.substring(1, end);
            }
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).stripTrailing();
    }

    private static boolean isBlankOrComment(String rest) {
        return rest.isBlank() || rest.strip().startsWith("#");
    }
}
