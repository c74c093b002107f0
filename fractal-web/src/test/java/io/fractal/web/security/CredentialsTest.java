package io.fractal.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.web.security.Credentials.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final List<String> NONE = List.of();

    @Test
    void aKeyGoesBeforeACookieEvenWhenItIsEmpty() {
        assertEquals(
                Optional.of(new Credentials(Kind.API_KEY, "")),
                Credentials.of(List.of(""), NONE, List.of("fractal_session=token")));
    }

    @Test
    void aBearerTokenIsAKeyWhateverTheCaseOfItsScheme() {
        assertEquals(
                Optional.of(new Credentials(Kind.API_KEY, "fk_1")),
                Credentials.of(NONE, List.of("bEARER  fk_1 "), NONE));
        assertTrue(Credentials.of(NONE, List.of("Basic eDp5"), NONE).isEmpty());
    }

    @Test
    void theCookieIsFoundAmongOthersAndNotInsideThem() {
        assertEquals(
                Optional.of(new Credentials(Kind.SESSION, "a=b")),
                Credentials.of(
                        NONE, NONE, List.of("x=fractal_session=no; xfractal_session=no;fractal_session=a=b; y=1")));
        assertTrue(Credentials.of(NONE, NONE, List.of("fractal_session=")).isEmpty());
    }

    @Test
    void aWebsocketMayBringItsKeyAsASubProtocolWhichGoesBeforeTheCookie() {
        assertEquals(
                Optional.of(new Credentials(Kind.API_KEY, "fk_2")),
                Credentials.ofHandshake(NONE, NONE, List.of("fractal_session=t"), List.of("fractal, fk_2")));
    }

    @Test
    void aSignedTokenIsToldFromAKeyInTheHeaderAndAsASubProtocol() {
        Optional<Credentials> token = Optional.of(new Credentials(Kind.ACCESS_TOKEN, "eyJ.e_-.s1"));

        assertEquals(token, Credentials.of(NONE, List.of("Bearer eyJ.e_-.s1"), List.of("fractal_session=t")));
        assertEquals(
                token,
                Credentials.ofHandshake(NONE, NONE, List.of("fractal_session=t"), List.of("fractal, eyJ.e_-.s1")));
        assertFalse(token.get().byCookie());
    }

    @Test
    void theSecretStaysOutOfLogs() {
        assertFalse(new Credentials(Kind.API_KEY, "fk_secret").toString().contains("secret"));
    }

    @Test
    void theCookieIsHiddenFromScriptsAndForeignPages() {
        assertEquals(
                "fractal_session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
                SessionCookie.issue("t", Duration.ofMinutes(1), true));
        assertEquals("fractal_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax", SessionCookie.clear(false));
    }
}
