package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in and out, and what a session protects from. */
@ExtendWith(FractalExtension.class)
class SessionIT {

    private final RunningFractal fractal;
    private final ObjectNode message = FractalClient.object(
            "to", Handset.newNumber(), "channelType", "SMS", "body", Handset.text("From a session."));

    SessionIT(RunningFractal fractal) {
        this.fractal = fractal;
    }

    @Test
    void signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use() {
        Answer answer = signIn(RunningFractal.ADMIN_EMAIL, RunningFractal.ADMIN_PASSWORD)
                .expect(200);

        String cookie = answer.header("Set-Cookie").orElseThrow();
        assertAll(
                () -> assertTrue(cookie.startsWith("fractal_session="), cookie),
                () -> assertTrue(cookie.matches("(?i).*;\\s*httponly.*"), cookie),
                () -> assertTrue(cookie.matches("(?i).*;\\s*samesite=lax.*"), cookie),
                () -> assertTrue(cookie.matches("(?i).*;\\s*path=/(;.*)?"), cookie),
                () -> assertEquals(
                        RunningFractal.ADMIN_EMAIL, answer.data().path("email").asText()),
                () -> assertEquals("OWNER", answer.data().path("role").asText()),
                () -> assertFalse(
                        answer.data().path("workspace").path("id").asText().isBlank()));
    }

    @Test
    void a_wrong_password_and_an_unknown_person_are_told_the_same() {
        Answer wrong = signIn(RunningFractal.ADMIN_EMAIL, "not the password").expect(401);
        Answer unknown = signIn("nobody@fractal.test", "not the password").expect(401);

        assertEquals(
                wrong.json().path("error").path("code"),
                unknown.json().path("error").path("code"));
        assertEquals(
                wrong.json().path("error").path("message"),
                unknown.json().path("error").path("message"));
        assertTrue(wrong.header("Set-Cookie").isEmpty());
    }

    @Test
    void guessing_a_password_is_slowed_down() {
        String somebody = Handset.text("guess").replace(' ', '-') + "@fractal.test";

        Answer last = Deadline.await(
                "the guesser is told to wait", () -> signIn(somebody, "a guess"), answer -> answer.status() == 429);

        assertTrue(Integer.parseInt(last.header("Retry-After").orElseThrow()) >= 1, last::toString);
        assertFalse(last.json().path("success").asBoolean());
        assertEquals(
                last.header("X-Request-Id").orElseThrow(),
                last.json().path("error").path("requestId").asText());
        signIn(RunningFractal.ADMIN_EMAIL, RunningFractal.ADMIN_PASSWORD).expect(200);
    }

    @Test
    void signing_out_ends_the_session_on_the_server() {
        FractalClient session = fractal.signedIn();
        session.get("/api/session").expect(200);

        Answer out = session.send("DELETE", "/api/session", "", new byte[0]);

        assertTrue(out.status() == 200 || out.status() == 204, out::toString);
        session.get("/api/session").expect(401);
        session.get("/api/conversations").expect(401);
    }

    @Test
    void a_change_without_the_custom_header_is_refused() {
        long before = fractal.api().storedMessages();

        fractal.signedIn()
                .without("X-Requested-With")
                .post("/api/messages", message)
                .expect(403);

        assertEquals(before, fractal.api().storedMessages());
    }

    @Test
    void a_change_from_another_origin_is_refused() {
        long before = fractal.api().storedMessages();

        fractal.signedIn()
                .with("Origin", "https://evil.example")
                .post("/api/messages", message)
                .expect(403);

        assertEquals(before, fractal.api().storedMessages());
    }

    @Test
    void a_change_from_the_own_origin_is_taken() {
        fractal.signedIn()
                .with("Origin", fractal.baseUrl())
                .post("/api/messages", message)
                .expect(201);
    }

    @Test
    void pages_lead_to_the_sign_in_when_nobody_is_signed_in() {
        Answer answer = fractal.anonymous().get("/");

        assertTrue(answer.status() == 302 || answer.status() == 303, answer::toString);
        assertTrue(answer.header("Location").orElseThrow().contains("/login"), answer::toString);
    }

    private Answer signIn(String email, String password) {
        return fractal.anonymous()
                .with("X-Requested-With", "fractal")
                .post("/api/session", FractalClient.object("email", email, "password", password));
    }
}
