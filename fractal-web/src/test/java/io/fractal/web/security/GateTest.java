package io.fractal.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.web.security.Gate.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/v1/css/base.css",
                "/jakarta.faces.resource/primefaces.js.xhtml",
                "/webhooks/twilio/incoming",
                "/api/webhooks/twilio",
                "/health",
                "/health/ready",
                "/openapi",
                "/api/docs",
                "/api/docs/swagger-ui.css",
                "/error.css",
                "/login",
                "/signup"
            })
    void strangersMayGoWhereNothingIsAnybodys(String path) {
        assertEquals(Decision.PASS, Gate.decide(stranger("GET", path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.xhtml", "/unassigned", "/anything/else", "/assetsx", "/healthy", "/LOGIN"})
    void strangersAreSentToTheSignInPageFromEveryOtherPage(String path) {
        assertEquals(Decision.SIGN_IN, Gate.decide(stranger("GET", path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/messages",
                "/api/nothing",
                "/api/session",
                "/ws",
                "/api/webhooks",
                "/api/webhooks/twilio/",
                "/api/webhooks/twilio/x"
            })
    void programsThatAreStrangersAreToldSo(String path) {
        assertEquals(Decision.UNAUTHENTICATED, Gate.decide(stranger("GET", path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/session", "/api/auth/signup", "/api/auth/signin", "/api/auth/refresh"})
    void comingInNeedsNobodyButAnOriginOfOurs(String path) {
        assertEquals(Decision.PASS, Gate.decide(stranger("POST", path)));
        assertEquals(Decision.FORGED, Gate.decide(new Attempt("POST", path, false, false, false, false, false)));
        assertEquals(Decision.UNAUTHENTICATED, Gate.decide(stranger("DELETE", path)));
    }

    @Test
    void whoeverHasALinkMayFollowIt() {
        assertEquals(Decision.PASS, Gate.decide(stranger("GET", "/api/invitations/abc")));
        assertEquals(Decision.PASS, Gate.decide(stranger("POST", "/api/invitations/abc/accept")));
        assertEquals(
                Decision.FORGED,
                Gate.decide(new Attempt("POST", "/api/invitations/abc/accept", false, false, false, false, false)));
        assertEquals(Decision.UNAUTHENTICATED, Gate.decide(stranger("GET", "/api/invitations")));
        assertEquals(Decision.UNAUTHENTICATED, Gate.decide(stranger("GET", "/api/workspaces/abc/invitations")));
    }

    @Test
    void aCookieAloneChangesNothing() {
        assertEquals(Decision.FORGED, Gate.decide(byCookie("POST", true, false)));
        assertEquals(Decision.FORGED, Gate.decide(byCookie("PATCH", false, true)));
        assertEquals(Decision.FORGED, Gate.decide(byCookie("DELETE", false, false)));
        assertEquals(Decision.PASS, Gate.decide(byCookie("POST", true, true)));
    }

    @Test
    void aCookieAloneMayRead() {
        assertEquals(Decision.PASS, Gate.decide(byCookie("GET", true, false)));
        assertEquals(Decision.PASS, Gate.decide(byCookie("HEAD", false, false)));
    }

    @Test
    void aKeyNeedsNoMark() {
        assertEquals(
                Decision.PASS, Gate.decide(new Attempt("POST", "/api/messages", true, false, false, false, false)));
    }

    @Test
    void aForeignPageCannotListenWithSomebodysCookie() {
        assertEquals(Decision.FORGED, Gate.decide(new Attempt("GET", "/ws", true, true, false, false, false)));
        assertEquals(Decision.PASS, Gate.decide(new Attempt("GET", "/ws", true, true, true, false, false)));
        assertEquals(Decision.PASS, Gate.decide(new Attempt("GET", "/ws", true, false, false, false, false)));
    }

    @Test
    void aPartialRequestOfAPageIsToldInsteadOfRedirected() {
        assertEquals(
                Decision.UNAUTHENTICATED,
                Gate.decide(new Attempt("POST", "/unassigned", false, false, true, false, true)));
    }

    @Test
    void aFormOnAForeignPageCannotPostToOurs() {
        assertEquals(Decision.FORGED, Gate.decide(new Attempt("POST", "/unassigned", true, true, false, false, false)));
    }

    private static Attempt stranger(String method, String path) {
        return new Attempt(method, path, false, false, true, false, false);
    }

    private static Attempt byCookie(String method, boolean originAllowed, boolean marked) {
        return new Attempt(method, "/api/messages", true, true, originAllowed, marked, false);
    }
}
