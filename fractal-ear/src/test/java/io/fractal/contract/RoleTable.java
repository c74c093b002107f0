package io.fractal.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The table in {@code docs/roles.md} that says who may call what.
 *
 * @param leastRoles by operation, such as {@code GET /api/messages/{id}}: the least role, or {@link #ANYONE}
 */
record RoleTable(Map<String, String> leastRoles) {

    /** Stands where nobody needs to be signed in. */
    static final String ANYONE = "anyone";

    /** Each may do what those before it may. */
    static final List<String> ROLES = List.of("VIEWER", "AGENT", "SUPERVISOR", "ADMIN", "OWNER");

    private static final Path DOCUMENT = Path.of("..", "docs", "roles.md");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| ([A-Z]+) \\| `([^`]+)` \\| (\\w+) \\|");

    static RoleTable read() {
        Map<String, String> roles = new TreeMap<>();
        try {
            LINE.matcher(Files.readString(DOCUMENT)).results().forEach(line -> add(roles, line));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return new RoleTable(roles);
    }

    private static void add(Map<String, String> roles, MatchResult line) {
        String operation = line.group(1) + " " + line.group(2);
        String role = line.group(3);
        if (!role.equals(ANYONE) && !ROLES.contains(role)) {
            throw new AssertionError("No role in docs/roles.md: " + role);
        }
        if (roles.put(operation, role) != null) {
            throw new AssertionError("Twice in docs/roles.md: " + operation);
        }
    }

    Set<String> operations() {
        return leastRoles.keySet();
    }

    boolean isOpen(Operation operation) {
        return ANYONE.equals(leastRoles.get(operation.toString()));
    }

    boolean allows(Operation operation, String role) {
        return isOpen(operation) || ROLES.indexOf(role) >= ROLES.indexOf(leastRoles.get(operation.toString()));
    }
}
