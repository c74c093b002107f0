package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.EventSocket;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing up, tokens and sessions, on a Fractal whose operator lets everybody in. */
class AuthIT {

    private static final String PASSWORD = "seven sleepy otters";

    private static RunningFractal fractal;

    @BeforeAll
    static void start() {
        fractal = RunningFractal.start(FractalExtension.newHome("auth"), Map.of("FRACTAL_SIGNUP", "open"));
    }

    @AfterAll
    static void stop() {
        if (fractal != null) {
            fractal.close();
        }
    }

    @Test
    void signing_up_makes_a_workspace_in_which_nothing_of_anybody_elses_is() {
        String email = newEmail();
        Answer signedUp = signUp(email, PASSWORD).expect(201);

        assertTrue(signedUp.json().path("success").asBoolean());
        assertEquals(email, signedUp.json().path("user").path("email").asText());
        assertEquals("Jane Smith", signedUp.json().path("user").path("name").asText());
        assertFalse(signedUp.json().path("user").path("id").asText().isBlank());
        assertEquals(signedUp.json().path("user"), signedUp.data().path("user"));
        FractalClient jane = fractal.anonymous()
                .with("X-Requested-With", "fractal")
                .with("Cookie", signedUp.header("Set-Cookie").orElseThrow().split(";", 2)[0]);
        assertEquals(
                "OWNER",
                jane.get("/api/session").expect(200).data().path("role").asText());
        for (String list : List.of("/api/contacts", "/api/conversations", "/api/messages")) {
            assertEquals(0, jane.get(list).expect(200).data().size(), list);
            assertTrue(fractal.client().get(list).expect(200).data().size() > 0, list);
        }
        jane.post("/api/contacts", FractalClient.object("name", "Hers")).expect(201);
        assertEquals(
                0,
                fractal.client().get("/api/contacts?q=Hers").expect(200).data().size());
    }

    @Test
    void an_address_that_has_an_account_is_refused_whatever_its_case() {
        String email = newEmail();
        signUp(email, PASSWORD).expect(201);

        Answer again = signUp(email.toUpperCase(Locale.ROOT), PASSWORD).expect(400);

        assertEquals("EMAIL_EXISTS", again.json().at("/error/code").asText());
    }

    @Test
    void what_is_wrong_is_told_by_field_and_in_the_readers_language() {
        Answer refused = fractal.anonymous()
                .with("Accept-Language", "de")
                .post(
                        "/api/auth/signup",
                        FractalClient.object("email", "nobody", "name", "Jane", "password", "password"))
                .expect(422);

        assertEquals(
                List.of("email", "password"),
                refused.json().at("/error/details").findValuesAsText("field"));
        assertTrue(
                refused.json().at("/error/details/1/message").asText().startsWith("ist zu leicht zu erraten"),
                refused::toString);
    }

    @Test
    void a_token_is_as_good_as_a_key_until_its_session_ends() {
        JsonNode grant = signIn(newAccount()).expect(200).data();
        FractalClient program = bearer(grant);
        assertEquals("Bearer", grant.path("tokenType").asText());
        assertTrue(grant.path("expiresIn").asInt() > 60);
        program.post("/api/contacts", FractalClient.object("name", "By token")).expect(201);
        try (EventSocket socket = EventSocket.connect(program)) {
            program.post("/api/contacts", FractalClient.object("name", "Heard of"))
                    .expect(201);
            socket.send("ping");
            socket.await("an answer", frame -> frame.is("pong"));
        }

        program.send("POST", "/api/auth/signout", "", new byte[0]).expect(200);

        Deadline.await("the token is worthless", () -> program.get("/api/session"), answer -> answer.status() == 401);
        refresh(grant).expect(401);
    }

    @Test
    void tokens_are_renewed_once_and_a_stolen_one_ends_the_session() {
        JsonNode first = signIn(newAccount()).expect(200).data();
        JsonNode second = refresh(first).expect(200).data();
        bearer(second).get("/api/session").expect(200);

        Answer stolen = refresh(first).expect(401);

        assertEquals("INVALID_REFRESH_TOKEN", stolen.json().at("/error/code").asText());
        refresh(second).expect(401);
        Deadline.await(
                "the session is over", () -> bearer(second).get("/api/session"), answer -> answer.status() == 401);
    }

    @Test
    void one_sees_where_one_is_signed_in_and_signs_out_there_or_everywhere() {
        String email = newAccount();
        FractalClient here = bearer(signIn(email).expect(200).data());
        FractalClient there = bearer(signIn(email).expect(200).data());
        JsonNode sessions = here.get("/api/auth/sessions").expect(200).data();
        assertEquals(3, sessions.size(), sessions::toString);
        List<JsonNode> current = currentOf(sessions);
        assertEquals(1, current.size());
        JsonNode theirs =
                currentOf(there.get("/api/auth/sessions").expect(200).data()).get(0);

        end(bearer(signIn(newAccount()).expect(200).data()), theirs).expect(404);
        there.get("/api/session").expect(200);
        end(here, theirs).expect(200);
        Deadline.await("signed out there", () -> there.get("/api/session"), answer -> answer.status() == 401);
        here.get("/api/session").expect(200);

        here.send("DELETE", "/api/auth/sessions", "", new byte[0]).expect(200);
        Deadline.await("signed out here", () -> here.get("/api/session"), answer -> answer.status() == 401);
        signIn(email).expect(200);
    }

    @Test
    void a_page_of_another_site_signs_nobody_up() {
        fractal.anonymous()
                .with("Origin", "https://evil.example")
                .post(
                        "/api/auth/signup",
                        FractalClient.object("email", newEmail(), "name", "Eve", "password", PASSWORD))
                .expect(403);
    }

    private static List<JsonNode> currentOf(JsonNode sessions) {
        return FractalApi.list(sessions).stream()
                .filter(session -> session.path("current").asBoolean())
                .toList();
    }

    private static Answer end(FractalClient client, JsonNode session) {
        return client.send("DELETE", "/api/auth/sessions/" + session.path("id").asText(), "", new byte[0]);
    }

    private static String newEmail() {
        return Handset.text("jane").replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "") + "@fractal.test";
    }

    private static String newAccount() {
        String email = newEmail();
        signUp(email, PASSWORD).expect(201);
        return email;
    }

    private static Answer signUp(String email, String password) {
        return fractal.anonymous()
                .post(
                        "/api/auth/signup",
                        FractalClient.object("email", email, "name", "Jane Smith", "password", password));
    }

    private static Answer signIn(String email) {
        return fractal.anonymous().post("/api/auth/signin", FractalClient.object("email", email, "password", PASSWORD));
    }

    private static Answer refresh(JsonNode grant) {
        return fractal.anonymous()
                .post(
                        "/api/auth/refresh",
                        FractalClient.object(
                                "refreshToken", grant.path("refreshToken").asText()));
    }

    private static FractalClient bearer(JsonNode grant) {
        return fractal.anonymous()
                .with("Authorization", "Bearer " + grant.path("accessToken").asText());
    }
}
