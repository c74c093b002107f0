package io.fractal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fractal.product.Answer;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import io.fractal.servers.FreshDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every role may do what {@code docs/roles.md} says, and nothing else. */
class RolesIT {

    private static final RoleTable TABLE = RoleTable.read();

    private static FreshDatabase database;
    private static RunningFractal fractal;
    private static Description description;
    private static String workspaceId;
    private static final Map<String, FractalClient> CLIENTS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        database = FreshDatabase.start();
        fractal = RunningFractal.start(
                FractalExtension.newHome("roles"), Map.of("DATABASE_URL", database.url(), "FRACTAL_SIGNUP", "open"));
        description = new Description(fractal.anonymous()
                .with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .json());
        workspaceId = fractal.client()
                .get("/api/session")
                .expect(200)
                .data()
                .at("/workspace/id")
                .asText();
        try (Connection connection = database.connect()) {
            for (String role : RoleTable.ROLES) {
                join(connection, role);
            }
        }
    }

    /** Somebody of each role, all with the first user's password: inviting them all would be another test. */
    private static void join(Connection connection, String role) throws SQLException {
        UUID user = Operation.inventedId();
        try (PreparedStatement people =
                        connection.prepareStatement("insert into app_user (id, email, name, password_hash, created_at)"
                                + " select ?, ?, ?, password_hash, now() from app_user where email = ?");
                PreparedStatement members = connection.prepareStatement(
                        "insert into membership (workspace_id, user_id, role, created_at) values (?, ?, ?, now())")) {
            people.setObject(1, user);
            people.setString(2, email(role));
            people.setString(3, role);
            people.setString(4, RunningFractal.ADMIN_EMAIL);
            assertEquals(1, people.executeUpdate());
            members.setObject(1, UUID.fromString(workspaceId));
            members.setObject(2, user);
            members.setString(3, role);
            members.executeUpdate();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (fractal != null) {
            fractal.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void the_table_has_every_call_of_the_interface_and_no_other() {
        String described =
                description.operations().stream()
                        .map(Operation::toString)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining("\n"));

        assertEquals(described, String.join("\n", TABLE.operations()));
    }

    /** Those who may not come first: what others may can change things. */
    @TestFactory
    Stream<DynamicTest> each_role_is_let_in_or_refused_as_the_table_says() {
        return description.operations().stream()
                .filter(operation -> TABLE.operations().contains(operation.toString()))
                .flatMap(operation -> RoleTable.ROLES.stream()
                        .map(role -> dynamicTest(operation + " " + role, () -> assertTold(operation, role))));
    }

    private static void assertTold(Operation operation, String role) {
        Answer answer = call(operation, role);
        if (TABLE.allows(operation, role)) {
            assertNotEquals(403, answer.status(), answer::toString);
        } else {
            assertEquals(403, answer.status(), answer::toString);
            assertEquals("FORBIDDEN", answer.json().at("/error/code").asText(), answer::toString);
        }
    }

    /** Signs in once more when the session is over, as signing out is one of the calls. */
    private static Answer call(Operation operation, String role) {
        ExampleCalls calls = new ExampleCalls(description);
        Answer answer = calls.call(CLIENTS.computeIfAbsent(role, RolesIT::signIn), operation, path(operation), "");
        if (answer.status() != 401 || TABLE.isOpen(operation)) {
            return answer;
        }
        CLIENTS.put(role, signIn(role));
        Answer again = calls.call(CLIENTS.get(role), operation, path(operation), "");
        assertNotEquals(401, again.status(), again::toString);
        return again;
    }

    private static FractalClient signIn(String role) {
        return fractal.anonymous().signIn(email(role), RunningFractal.ADMIN_PASSWORD);
    }

    /** To the workspace that is there, else to what nobody has. */
    private static String path(Operation operation) {
        String path = operation.path().replace("/api/workspaces/{id}", "/api/workspaces/" + workspaceId);
        return new Operation(operation.method(), path, operation.node()).inventedPath();
    }

    private static String email(String role) {
        return role.toLowerCase(Locale.ROOT) + "@roles.test";
    }
}
