package io.fractal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.configuration.Settings;
import io.fractal.database.Sql;
import io.fractal.testing.Beans;
import io.fractal.testing.SettableClock;
import io.fractal.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that people make for themselves, and the tokens they get. */
class SigningUpIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final NewUser JANE = new NewUser(" Jane@Example.org ", "Jane Smith", "seven sleepy otters");

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(NOW);
    private final Map<String, String> settings = new HashMap<>();
    private SigningUp signingUp;
    private Authentication authentication;

    @BeforeEach
    void start() {
        settings.put("DATABASE_URL", database.url());
        settings.put("FRACTAL_HOME", home.toString());
        settings.putIfAbsent("FRACTAL_SIGNUP", "open");
        Beans beans = database.beans().with(Clock.class, clock).withSettings(Settings.of(settings));
        signingUp = beans.get(SigningUp.class);
        authentication = beans.get(Authentication.class);
    }

    @Test
    void whoeverSignsUpOwnsAWorkspaceOfTheirOwnAndIsSignedIn() {
        SignedIn jane = signUp(JANE);
        SignedIn joe = signUp(new NewUser("joe@example.org", "Joe", "seven sleepy otters"));

        assertEquals("Jane@Example.org", jane.caller().email());
        assertEquals(Role.OWNER, jane.caller().role());
        assertNotEquals(jane.caller().workspaceId(), joe.caller().workspaceId());
        assertEquals(Optional.of(jane.caller()), authentication.session(jane.token()));
        assertTrue(authentication
                .signIn("jane@example.ORG", JANE.password(), "Browser", "192.0.2.1")
                .isPresent());
        assertEquals(0, count("select count(*) as n from app_user as t where t::text like ?", "%otters%"));
    }

    @Test
    void anAddressHasOneAccountHoweverManyAskForItAtTheSameTime() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        Callable<SignedIn> person = () -> signUp(JANE);
        int refused = 0;
        for (Future<SignedIn> future : people.invokeAll(List.of(person, person, person, person))) {
            try {
                future.get();
            } catch (ExecutionException taken) {
                assertEquals(EmailExistsException.class, taken.getCause().getClass());
                refused++;
            }
        }
        people.shutdown();

        assertEquals(3, refused);
        assertEquals(1, count("select count(*) as n from app_user"));
        assertEquals(1, count("select count(*) as n from workspace"));
        assertThrows(
                EmailExistsException.class, () -> signUp(new NewUser("JANE@example.org", "J", "seven sleepy otters")));
    }

    @Test
    void askingForOneTakenAddressAfterAnotherIsSlowedDown() {
        signUp(JANE);
        for (int i = 0; i < 5; i++) {
            assertThrows(EmailExistsException.class, () -> signUp(JANE));
        }
        assertThrows(TooManySignInsException.class, () -> signUp(JANE));
        assertTrue(signingUp
                        .signUp(new NewUser("joe@example.org", "Joe", "seven sleepy otters"), "Browser", "192.0.2.9")
                        .caller()
                        .userId()
                != null);
    }

    @Test
    void everythingThatIsWrongIsTold() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> signUp(new NewUser("jane@example", " ", "password")));

        assertEquals(
                List.of("email", "name", "password"),
                refused.errors().stream().map(FieldError::field).toList());
        assertEquals(0, count("select count(*) as n from app_user"));
    }

    @Test
    void withoutAnInvitationNobodySignsUpUnlessTheOperatorOpenedIt() {
        settings.put("FRACTAL_SIGNUP", "invite");
        start();
        assertThrows(SignUpClosedException.class, () -> signUp(JANE));
        settings.remove("FRACTAL_SIGNUP");
        assertFalse(Settings.of(settings).signUpOpen());
    }

    @Test
    void anAccessTokenStandsForItsSessionForAShortTime() {
        SignedIn jane = signUp(JANE);
        String token = authentication.grant(jane).accessToken();

        assertEquals(Optional.of(jane.caller()), authentication.accessToken(token));
        clock.advance(AccessTokens.LIFE.minusSeconds(1));
        assertTrue(authentication.accessToken(token).isPresent());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), authentication.accessToken(token));
        assertTrue(authentication.session(jane.token()).isPresent(), "the session goes on");
    }

    @Test
    void aTokenThatIsChangedOrUnsignedOrOfTheOtherKindOrUnderAnotherSecretIsWorthNothing() {
        AccessGrant grant = authentication.grant(signUp(JANE));
        String[] parts = grant.accessToken().split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        List<String> worthless = new ArrayList<>(List.of(
                grant.refreshToken(),
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse(),
                "a.b.c",
                ""));

        worthless.forEach(token -> assertEquals(Optional.empty(), authentication.accessToken(token), token));
        assertEquals(Optional.empty(), authentication.refresh(grant.accessToken()));
        settings.put("JWT_SECRET", "another secret of at least 32 characters");
        start();
        assertEquals(Optional.empty(), authentication.accessToken(grant.accessToken()));
        assertEquals(Optional.empty(), authentication.refresh(grant.refreshToken()));
    }

    @Test
    void aRefreshTokenIsGoodForOnceAndItsSecondUseEndsTheSession() {
        SignedIn jane = signUp(JANE);
        AccessGrant first = authentication.grant(jane);
        AccessGrant second = authentication.refresh(first.refreshToken()).orElseThrow();
        AccessGrant third = authentication.refresh(second.refreshToken()).orElseThrow();
        assertEquals(jane.caller(), third.caller());

        assertEquals(Optional.empty(), authentication.refresh(first.refreshToken()));

        assertEquals(Optional.empty(), authentication.refresh(third.refreshToken()));
        assertEquals(Optional.empty(), authentication.accessToken(third.accessToken()));
        assertEquals(Optional.empty(), authentication.session(jane.token()));
        assertEquals(List.of(), authentication.sessions(jane.caller()));
    }

    @Test
    void sessionsAreListedAndEndedByTheirOwnersOnly() {
        SignedIn jane = signUp(JANE);
        SignedIn elsewhere = authentication
                .signIn(JANE.email(), JANE.password(), "Elsewhere", "192.0.2.7")
                .orElseThrow();
        SignedIn joe = signUp(new NewUser("joe@example.org", "Joe", "seven sleepy otters"));

        assertEquals(2, authentication.sessions(jane.caller()).size());
        assertFalse(authentication.endSession(joe.caller(), elsewhere.caller().sessionId()));
        assertTrue(authentication.endSession(jane.caller(), elsewhere.caller().sessionId()));
        assertFalse(authentication.endSession(jane.caller(), elsewhere.caller().sessionId()));
        assertEquals(Optional.empty(), authentication.session(elsewhere.token()));
        assertTrue(authentication.session(jane.token()).isPresent());

        assertEquals(1, authentication.endSessions(jane.caller()));
        assertEquals(Optional.empty(), authentication.session(jane.token()));
        assertTrue(authentication.session(joe.token()).isPresent());
    }

    private SignedIn signUp(NewUser wanted) {
        return signingUp.signUp(wanted, "Browser", "192.0.2.1");
    }

    private static long count(String query, Object... arguments) {
        return database.inTransaction(() -> Sql.on(database.entities()).count(query, arguments));
    }
}
