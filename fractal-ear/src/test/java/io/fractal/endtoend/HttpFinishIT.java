package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has, whatever was asked: health, headers, compression, request ids, the interface's description. */
@ExtendWith(FractalExtension.class)
class HttpFinishIT {

    private final RunningFractal fractal;

    HttpFinishIT(RunningFractal fractal) {
        this.fractal = fractal;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void health_is_up(String path) {
        JsonNode health = fractal.anonymous().get(path).expect(200).json();

        assertEquals("UP", health.path("status").asText());
    }

    @Test
    void ready_looks_at_the_database_the_migrations_and_the_dispatcher() {
        String checks = fractal.anonymous()
                .get("/health/ready")
                .expect(200)
                .json()
                .path("checks")
                .findValuesAsText("name")
                .toString()
                .toLowerCase(java.util.Locale.ROOT);

        assertAll(
                () -> assertTrue(checks.contains("database"), checks),
                () -> assertTrue(checks.contains("migrations"), checks),
                () -> assertTrue(checks.contains("dispatcher"), checks));
    }

    @Test
    void the_interface_describes_itself() {
        JsonNode description = fractal.anonymous()
                .with("Accept", "application/json")
                .get("/openapi?format=JSON")
                .expect(200)
                .json();

        assertTrue(description.path("openapi").asText().startsWith("3."), description::toString);
        for (String path : new String[] {
            "/api/conversations",
            "/api/conversations/{id}",
            "/api/conversations/{id}/messages",
            "/api/conversations/{id}/read",
            "/api/messages",
            "/api/messages/{id}",
            "/api/messages/{id}/retry",
            "/api/contacts",
            "/api/unassigned",
            "/api/session"
        }) {
            assertFalse(description.path("paths").path(path).isMissingNode(), path + " is not described");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/sandbox/phone", "/unassigned"})
    void pages_carry_the_headers_that_protect_a_browser(String path) {
        Answer answer = fractal.signedIn().get(path).expect(200);

        String policy = answer.header("Content-Security-Policy").orElse("");
        assertAll(
                () -> assertTrue(policy.contains("default-src 'self'"), policy),
                () -> assertTrue(policy.contains("object-src 'none'"), policy),
                () -> assertTrue(policy.contains("frame-ancestors 'none'"), policy),
                () -> assertFalse(policy.matches(".*script-src[^;]*'unsafe-(inline|eval)'.*"), policy),
                () -> assertFalse(policy.matches(".*style-src [^;]*'unsafe-inline'.*"), policy),
                () -> assertEquals(
                        "nosniff", answer.header("X-Content-Type-Options").orElse("")),
                () -> assertTrue(answer.header("Referrer-Policy").isPresent()),
                () -> assertTrue(
                        answer.header("Cache-Control").orElse("").contains("no-"),
                        answer.header("Cache-Control")::toString));
    }

    @Test
    void answers_of_the_interface_are_never_cached_and_never_sniffed() {
        Answer answer = fractal.client().get("/api/conversations").expect(200);

        assertEquals("nosniff", answer.header("X-Content-Type-Options").orElse(""));
        assertTrue(answer.header("Cache-Control").orElse("").contains("no-store"));
    }

    @Test
    void no_answer_names_the_server() {
        Answer answer = fractal.signedIn().get("/").expect(200);

        assertTrue(answer.header("X-Powered-By").isEmpty(), answer.header("X-Powered-By")::toString);
        assertFalse(answer.header("Server").orElse("").matches(".*\\d.*"), answer.header("Server")::toString);
    }

    @Test
    void page_and_json_and_script_and_style_come_compressed() {
        Answer page =
                fractal.signedIn().with("Accept-Encoding", "gzip").get("/").expect(200);
        String html = page.text();

        assertCompressed(page);
        assertCompressed(fractal.client()
                .with("Accept-Encoding", "gzip")
                .get("/api/conversations?limit=50")
                .expect(200));
        assertCompressed(asset(html, "(/assets/[^\"]+\\.js)\""));
        assertCompressed(asset(html, "(/assets/[^\"]+\\.css)\""));
    }

    @Test
    void assets_are_kept_by_browsers_for_long() {
        Answer script = asset(fractal.signedIn().get("/").expect(200).text(), "(/assets/[^\"]+\\.js)\"");

        assertTrue(
                script.header("Cache-Control").orElse("").matches(".*max-age=\\d{6,}.*"),
                script.header("Cache-Control")::toString);
    }

    @Test
    void a_request_id_is_given_back() {
        Answer answer = fractal.client()
                .with("X-Request-Id", "order-4711-abc")
                .get("/api/conversations")
                .expect(200);

        assertEquals("order-4711-abc", answer.header("X-Request-Id").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/conversations", "/login", "/health", "/webhooks/twilio/incoming"})
    void an_answer_without_a_request_id_gets_a_new_one(String path) {
        Answer one = fractal.client().get(path);
        Answer other = fractal.client().get(path);

        assertTrue(one.header("X-Request-Id").orElse("").length() >= 8, one::toString);
        assertFalse(one.header("X-Request-Id").equals(other.header("X-Request-Id")));
    }

    @Test
    void a_request_id_that_would_forge_the_log_is_replaced() {
        Answer answer =
                fractal.client().with("X-Request-Id", "a b\tc{}\"<script>").get("/api/conversations");

        assertFalse(answer.header("X-Request-Id").orElse("").contains("<"), answer::toString);
    }

    @Test
    void the_inbox_stays_within_its_budget_of_script_and_style() {
        FractalClient session = fractal.signedIn().with("Accept-Encoding", "gzip");
        String html = session.get("/").expect(200).text();

        long script = weight(session, html, "<script[^>]+src=\"([^\"]+)\"");
        long style = weight(session, html, "<link[^>]+href=\"([^\"]+\\.css[^\"]*)\"");
        assertTrue(script <= 260_000, () -> script + " bytes of script");
        assertTrue(style <= 60_000, () -> style + " bytes of style");
    }

    /** The sandbox plays a provider whose connection breaks: whoever calls it gets an end in the middle, also compressed. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void an_answer_that_a_plugin_breaks_off_ends_with_the_connection(String encoding) {
        fractal.sandbox().storm(5, 1, 1, FractalClient.object("CUT", 1));
        FractalClient twilio = fractal.account().client(fractal.anonymous()).with("Accept-Encoding", encoding);
        Map<String, String> message =
                Map.of("To", "+491713920002", "From", fractal.account().smsNumber(), "Body", "x".repeat(1500));
        try {
            UncheckedIOException cut = assertThrows(
                    UncheckedIOException.class,
                    () -> twilio.postForm(
                            "/sandbox/twilio/2010-04-01/Accounts/"
                                    + fractal.account().sid() + "/Messages.json",
                            message));

            assertInstanceOf(IOException.class, cut.getCause());
            assertFalse(cut.getCause() instanceof HttpTimeoutException, cut::toString);
        } finally {
            fractal.sandbox().reset();
        }
    }

    private static long weight(FractalClient session, String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        long bytes = 0;
        while (matcher.find()) {
            bytes += session.get(matcher.group(1).replace("&amp;", "&"))
                    .expect(200)
                    .response()
                    .body()
                    .length;
        }
        return bytes;
    }

    private Answer asset(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        assertTrue(matcher.find(), () -> "the page names nothing like " + pattern);
        return fractal.anonymous()
                .with("Accept-Encoding", "gzip")
                .get(matcher.group(1))
                .expect(200);
    }

    private static void assertCompressed(Answer answer) {
        assertEquals(
                "gzip",
                answer.header("Content-Encoding").orElse("not at all"),
                () -> answer.response().uri() + "");
        assertFalse(answer.text().isEmpty());
    }
}
