package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys for programs: made, used, replaced and revoked over HTTP. */
@ExtendWith(FractalExtension.class)
class ApiKeysIT {

    private static final String KEYS = "/api/api-keys";

    private final RunningFractal fractal;
    private final FractalClient admin;
    private final String name = "Program " + UUID.randomUUID();

    ApiKeysIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.admin = fractal.client();
    }

    @Test
    void a_key_is_shown_once_and_opens_what_its_role_may() {
        Answer made = make("agent", null);
        String key = made.data().path("key").asText();
        String id = made.data().path("id").asText();
        assertTrue(key.matches("fk_[A-Za-z0-9_-]{43}"), "256 random bits");
        assertTrue(made.header("Location").orElseThrow().endsWith(KEYS + "/" + id), made::toString);
        assertEquals("no-store", made.header("Cache-Control").orElse("missing"));

        JsonNode session = with(key).get("/api/session").expect(200).data();
        assertEquals(name, session.path("name").asText());
        assertEquals("AGENT", session.path("role").asText());
        fractal.anonymous()
                .with("Authorization", "Bearer " + key)
                .get("/api/session")
                .expect(200);
        with(key).get(KEYS).expect(403);
        with(key).post(KEYS, wanted("VIEWER", null)).expect(403);
        with(key + "x").get("/api/session").expect(401);

        JsonNode shown = admin.get(KEYS + "/" + id).expect(200).data();
        assertEquals(key.substring(0, 7), shown.path("prefix").asText());
        assertTrue(shown.path("expiresAt").isNull() && shown.path("revokedAt").isNull(), shown::toString);
        assertFalse(admin.get(KEYS + "?limit=100").expect(200).text().contains(key));
        assertEquals(shown, listed(id));
    }

    @Test
    void the_last_use_is_told() {
        JsonNode made = make("VIEWER", null).data();
        String path = KEYS + "/" + made.path("id").asText();
        assertTrue(admin.get(path).data().path("lastUsedAt").isNull());

        with(made.path("key").asText()).get("/api/session").expect(200);

        JsonNode used = admin.get(path).data().path("lastUsedAt");
        assertTrue(
                Duration.between(Instant.parse(used.asText()), Instant.now())
                                .abs()
                                .toMinutes()
                        < 1,
                used::toString);
    }

    @Test
    void a_revoked_key_is_refused_and_stays_listed() {
        JsonNode made = make("ADMIN", null).data();
        String path = KEYS + "/" + made.path("id").asText();
        FractalClient program = with(made.path("key").asText());
        program.get(KEYS).expect(200);

        JsonNode revoked = delete(path).expect(200).data();

        assertFalse(revoked.path("revokedAt").isNull(), revoked::toString);
        assertRefusedSoon(program);
        assertEquals(
                revoked.path("revokedAt"),
                delete(path).expect(200).data().path("revokedAt"),
                "revoked once, and for good");
        assertEquals(revoked.path("revokedAt"), listed(made.path("id").asText()).path("revokedAt"));
        assertEquals(
                "API_KEY_OVER",
                code(admin.post(path + "/rotate", FractalClient.object()).expect(409)));
    }

    @Test
    void a_key_is_refused_once_it_has_expired() {
        JsonNode made = make("VIEWER", Instant.now().plusSeconds(3)).data();
        FractalClient program = with(made.path("key").asText());
        program.get("/api/session").expect(200);

        assertRefusedSoon(program);

        assertFalse(Instant.now().isBefore(Instant.parse(made.path("expiresAt").asText())), "not before");
        assertTrue(listed(made.path("id").asText()).path("revokedAt").isNull());
    }

    @Test
    void a_key_and_its_successor_are_both_valid_until_the_overlap_ends() {
        JsonNode former = make("SUPERVISOR", null).data();
        String path = KEYS + "/" + former.path("id").asText();

        JsonNode successor = admin.post(path + "/rotate", FractalClient.object("overlapSeconds", 4))
                .expect(201)
                .data();

        assertNotEquals(former.path("key"), successor.path("key"));
        assertEquals(name, successor.path("name").asText());
        assertEquals("SUPERVISOR", successor.path("role").asText());
        JsonNode replaced = admin.get(path).expect(200).data();
        assertEquals(successor.path("id"), replaced.path("replacedBy"));
        with(successor.path("key").asText()).get("/api/session").expect(200);
        with(former.path("key").asText()).get("/api/session").expect(200);
        assertEquals(
                "API_KEY_REPLACED",
                code(admin.post(path + "/rotate", FractalClient.object()).expect(409)));

        assertRefusedSoon(with(former.path("key").asText()));
        assertFalse(
                Instant.now().isBefore(Instant.parse(replaced.path("expiresAt").asText())), "not before");
        with(successor.path("key").asText()).get("/api/session").expect(200);
    }

    @Test
    void without_an_overlap_the_former_key_ends_at_once_and_without_a_body_after_a_day() {
        JsonNode former = make("VIEWER", null).data();
        String path = KEYS + "/" + former.path("id").asText();
        JsonNode second = admin.post(path + "/rotate", FractalClient.object("overlapSeconds", 0))
                .expect(201)
                .data();
        assertFalse(admin.get(path).data().path("revokedAt").isNull());
        assertRefusedSoon(with(former.path("key").asText()));

        String next = KEYS + "/" + second.path("id").asText();
        admin.send("POST", next + "/rotate", "", new byte[0]).expect(201);

        Instant end = Instant.parse(admin.get(next).data().path("expiresAt").asText());
        assertTrue(Duration.between(Instant.now(), end).minusHours(24).abs().toMinutes() < 5, end::toString);
    }

    @Test
    void nobody_gives_away_more_than_they_have() {
        FractalClient owner = fractal.signedIn();
        assertEquals(
                "API_KEY_ROLE_TOO_HIGH",
                code(admin.post(KEYS, wanted("OWNER", null)).expect(403)));
        JsonNode owners = owner.post(KEYS, wanted("OWNER", null)).expect(201).data();
        String path = KEYS + "/" + owners.path("id").asText();

        assertEquals(
                "API_KEY_ROLE_TOO_HIGH",
                code(admin.post(path + "/rotate", FractalClient.object()).expect(403)));
        assertEquals("API_KEY_ROLE_TOO_HIGH", code(delete(path).expect(403)));

        with(owners.path("key").asText()).get(KEYS).expect(200);
        owner.send("DELETE", path, "", new byte[0]).expect(200);
    }

    @Test
    void what_cannot_be_is_refused_by_name_and_makes_no_key() {
        long before = total();
        assertEquals(List.of("name"), fields(wanted("AGENT", null).put("name", "  ")));
        assertEquals(List.of("name"), fields(wanted("AGENT", null).put("name", "x".repeat(101))));
        assertEquals(List.of("name", "role"), fields(FractalClient.object()));
        assertEquals(List.of("role"), fields(wanted("KING", null)));
        assertEquals(List.of("expiresAt"), fields(wanted("AGENT", Instant.now().minusSeconds(1))));
        assertEquals(before, total());

        JsonNode made = make("VIEWER", null).data();
        String path = KEYS + "/" + made.path("id").asText() + "/rotate";
        for (Object wrong : List.of(-1, 2_592_001, "60", 1.5)) {
            Answer refused = admin.post(path, FractalClient.object("overlapSeconds", wrong))
                    .expect(422);
            assertEquals(List.of("overlapSeconds"), fields(refused));
        }
        admin.get(KEYS + "/" + UUID.randomUUID()).expect(404);
        delete(KEYS + "/" + UUID.randomUUID()).expect(404);
        admin.post(KEYS + "/" + UUID.randomUUID() + "/rotate", FractalClient.object())
                .expect(404);
    }

    @Test
    void one_idempotency_key_makes_one_key_and_shows_it_to_the_first_only() throws Exception {
        FractalClient once = admin.with("Idempotency-Key", name);
        long before = total();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Answer> answers = new ArrayList<>();
        try {
            Callable<Answer> request = () -> once.post(KEYS, wanted("VIEWER", null));
            for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(8, request))) {
                answers.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        List<Answer> made =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertEquals(1, made.size(), answers::toString);
        assertEquals(before + 1, total());
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> assertEquals("IDEMPOTENCY_KEY_ANSWER_ERASED", code(answer.expect(409))));
        with(made.get(0).data().path("key").asText()).get("/api/session").expect(200);
        assertEquals(
                "IDEMPOTENCY_KEY_ANSWER_ERASED",
                code(once.post(KEYS, wanted("VIEWER", null)).expect(409)));
        assertEquals(
                "IDEMPOTENCY_KEY_REUSED",
                code(once.post(KEYS, wanted("AGENT", null)).expect(409)));
    }

    @Test
    void a_refusal_under_an_idempotency_key_is_told_again() {
        FractalClient once = admin.with("Idempotency-Key", name);
        String first = once.post(KEYS, FractalClient.object()).expect(422).text();

        Answer again = once.post(KEYS, FractalClient.object()).expect(422);

        assertEquals(first, again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElse("missing"));
    }

    private Answer make(String role, Instant expiresAt) {
        return admin.post(KEYS, wanted(role, expiresAt)).expect(201);
    }

    private ObjectNode wanted(String role, Instant expiresAt) {
        ObjectNode wanted = FractalClient.object("name", name, "role", role);
        return expiresAt == null ? wanted : wanted.put("expiresAt", expiresAt.toString());
    }

    private FractalClient with(String key) {
        return fractal.anonymous().with("X-API-Key", key);
    }

    private Answer delete(String path) {
        return admin.send("DELETE", path, "", new byte[0]);
    }

    private JsonNode listed(String id) {
        return FractalApi.list(admin.get(KEYS + "?limit=100").expect(200).data()).stream()
                .filter(key -> key.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long total() {
        return admin.get(KEYS + "?limit=1")
                .expect(200)
                .json()
                .at("/meta/pagination/total")
                .asLong();
    }

    private static void assertRefusedSoon(FractalClient program) {
        Deadline.await("the key is refused", () -> program.get("/api/session").status(), status -> status == 401);
    }

    private List<String> fields(ObjectNode wanted) {
        return fields(admin.post(KEYS, wanted).expect(422));
    }

    private static List<String> fields(Answer refused) {
        return refused.json().at("/error/details").findValuesAsText("field");
    }

    private static String code(Answer refused) {
        return refused.json().at("/error/code").asText();
    }
}
