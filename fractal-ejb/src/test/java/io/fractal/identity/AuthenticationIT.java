package io.fractal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.Settings;
import io.fractal.database.Sql;
import io.fractal.testing.Beans;
import io.fractal.testing.SettableClock;
import io.fractal.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String EMAIL = "owner@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final String KEY = "fk_automation_0123456789abcdef";

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(NOW);
    private final Map<String, String> settings = new HashMap<>();
    private Beans beans;
    private Authentication authentication;

    @BeforeEach
    void startOnAnEmptyDatabase() {
        settings.put("DATABASE_URL", database.url());
        settings.put("FRACTAL_HOME", home.toString());
        settings.put("FRACTAL_ADMIN_EMAIL", EMAIL);
        settings.put("FRACTAL_ADMIN_PASSWORD", PASSWORD);
        settings.put("FRACTAL_API_KEY", KEY);
        start();
    }

    @AfterEach
    void forget() {
        System.clearProperty(Bootstrap.CREATED);
    }

    private void start() {
        beans = database.beans().with(Clock.class, clock).withSettings(Settings.of(settings));
        beans.get(Bootstrap.class).start();
        authentication = beans.get(Authentication.class);
    }

    @Test
    void theFirstUserSignsInAsOwnerOfTheFirstWorkspaceWhateverTheCaseOfTheAddress() {
        SignedIn signedIn = signIn("  Owner@Example.COM ", PASSWORD).orElseThrow();

        assertEquals(Role.OWNER, signedIn.caller().role());
        assertEquals(EMAIL, signedIn.caller().email());
        assertEquals(NOW.plus(UserSession.LIFE), signedIn.expiresAt());
        assertEquals(Optional.of(signedIn.caller()), authentication.session(signedIn.token()));
        assertEquals(EMAIL, System.getProperty(Bootstrap.CREATED), "the launcher reads it");
    }

    @Test
    void aSecondStartCreatesNothing() {
        System.clearProperty(Bootstrap.CREATED);
        settings.put("FRACTAL_ADMIN_EMAIL", "other@example.com");
        start();

        assertEquals(1, count("select count(*) as n from app_user"));
        assertEquals(1, count("select count(*) as n from workspace"));
        assertEquals(1, count("select count(*) as n from api_key"));
        assertEquals(null, System.getProperty(Bootstrap.CREATED));
    }

    @Test
    void nodesThatStartAtTheSameTimeCreateOneOwner() throws Exception {
        database.beforeEach(null);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        Callable<Void> node = () -> {
            database.beans()
                    .with(Clock.class, clock)
                    .withSettings(Settings.of(settings))
                    .get(Bootstrap.class)
                    .start();
            return null;
        };
        for (Future<Void> future : nodes.invokeAll(List.of(node, node, node, node))) {
            future.get();
        }
        nodes.shutdown();

        assertEquals(1, count("select count(*) as n from app_user"));
        assertEquals(1, count("select count(*) as n from workspace"));
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        assertEquals(Optional.empty(), signIn(EMAIL, "wrong"));
        assertEquals(Optional.empty(), signIn("nobody@example.com", PASSWORD));
        assertEquals(Optional.empty(), signIn(EMAIL, "x".repeat(PasswordHash.LONGEST + 1)));
        assertEquals(0, count("select count(*) as n from user_session"));
    }

    @Test
    void passwordsAndTokensAreStoredAsHashesOnly() {
        SignedIn signedIn = signIn(EMAIL, PASSWORD).orElseThrow();

        assertEquals(1, count("select count(*) as n from app_user where password_hash like 'pbkdf2-sha256$600000$%'"));
        for (String table : List.of("app_user", "user_session", "api_key")) {
            for (String secret : List.of(PASSWORD, signedIn.token(), KEY)) {
                assertEquals(
                        0,
                        count("select count(*) as n from " + table + " as t where t::text like ?", "%" + secret + "%"));
            }
        }
        assertFalse(signedIn.toString().contains(signedIn.token()));
    }

    @Test
    void guessingGetsSlowerButNeverEndsForGoodAndOnlyFromThatAddress() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), signIn(EMAIL, "wrong"));
        }
        TooManySignInsException refused = assertThrows(TooManySignInsException.class, () -> signIn(EMAIL, PASSWORD));

        assertTrue(refused.retryAfter().toSeconds() >= 1);
        assertTrue(
                authentication.signIn(EMAIL, PASSWORD, "Browser", "192.0.2.2").isPresent(),
                "someone at another address is not held up");
        clock.advance(refused.retryAfter());
        assertEquals(Optional.empty(), signIn(EMAIL, "wrong"));
        Duration longer = assertThrows(TooManySignInsException.class, () -> signIn(EMAIL, PASSWORD))
                .retryAfter();
        assertTrue(longer.compareTo(refused.retryAfter()) > 0);
        clock.advance(longer);
        assertTrue(signIn(EMAIL, PASSWORD).isPresent());
        assertEquals(Optional.empty(), signIn(EMAIL, "wrong"), "earlier failures no longer count");
    }

    @Test
    void oneAddressThatTriesManyAccountsIsSlowedDownAndNobodyElse() {
        SignInThrottle throttle = beans.get(SignInThrottle.class);
        int passed = 0;
        for (int i = 0; i < 1000; i++) {
            passed += passes(throttle, "person" + i + "@example.com", "192.0.2.66") ? 1 : 0;
        }

        assertEquals(60, passed);
        assertTrue(signIn(EMAIL, PASSWORD).isPresent(), "someone at another address is not held up");
        clock.advance(Duration.ofSeconds(10));
        assertTrue(passes(throttle, "person@example.com", "192.0.2.66"), "it gets tries back");
    }

    private static boolean passes(SignInThrottle throttle, String email, String address) {
        try {
            throttle.check(email, address);
            return true;
        } catch (TooManySignInsException refused) {
            return false;
        }
    }

    @Test
    void whoSignsInRightlyUsesNothingUp() {
        SignInThrottle throttle = beans.get(SignInThrottle.class);
        for (int i = 0; i < 500; i++) {
            throttle.check(EMAIL, "192.0.2.67");
            throttle.succeeded(EMAIL, "192.0.2.67");
        }
    }

    @Test
    void aSessionLivesOnWhileItIsUsedAndEndsWhenItIsNot() {
        String token = signIn(EMAIL, PASSWORD).orElseThrow().token();

        for (int i = 0; i < 3; i++) {
            clock.advance(UserSession.LIFE.minusSeconds(1));
            assertTrue(authentication.session(token).isPresent());
        }
        clock.advance(UserSession.LIFE);
        assertEquals(Optional.empty(), authentication.session(token));
    }

    @Test
    void theUseOfASessionIsWrittenAtMostOnceAMinute() {
        String token = signIn(EMAIL, PASSWORD).orElseThrow().token();

        clock.advance(Duration.ofSeconds(59));
        authentication.session(token);
        assertEquals(1, count("select count(*) as n from user_session where last_seen_at = ?", NOW));
        clock.advance(Duration.ofSeconds(2));
        authentication.session(token);
        assertEquals(1, count("select count(*) as n from user_session where last_seen_at = ?", clock.instant()));
    }

    @Test
    void signingOutEndsTheSessionAndNoOther() {
        String one = signIn(EMAIL, PASSWORD).orElseThrow().token();
        String other = signIn(EMAIL, PASSWORD).orElseThrow().token();
        assertNotEquals(one, other);

        authentication.signOut(one);
        authentication.signOut(one);
        authentication.signOut("unknown");

        assertEquals(Optional.empty(), authentication.session(one));
        assertTrue(authentication.session(other).isPresent());
    }

    @Test
    void aDisabledUserNeitherSignsInNorGoesOn() {
        String token = signIn(EMAIL, PASSWORD).orElseThrow().token();
        database.doInTransaction(() -> database.entities()
                .createQuery("select u from User u", User.class)
                .getSingleResult()
                .disable(NOW));

        assertEquals(Optional.empty(), authentication.session(token));
        assertEquals(Optional.empty(), signIn(EMAIL, PASSWORD));
    }

    @Test
    void theApiKeyOfTheSettingsCallsAsAdministrator() {
        Caller caller = authentication.apiKey(KEY).orElseThrow();

        assertEquals(Role.ADMIN, caller.role());
        assertEquals(null, caller.userId());
        assertEquals(Optional.empty(), authentication.apiKey(KEY + "x"));
        assertEquals(Optional.empty(), authentication.apiKey("something else"));
        assertEquals(1, count("select count(*) as n from api_key where prefix = 'fk_auto' and last_used_at = ?", NOW));
    }

    @Test
    void anotherApiKeyInTheSettingsReplacesTheFormerOneWhichNeverComesBack() {
        String newKey = "fk_rotated_0123456789abcdef";
        settings.put("FRACTAL_API_KEY", newKey);
        start();
        assertTrue(authentication.apiKey(newKey).isPresent());
        assertEquals(Optional.empty(), authentication.apiKey(KEY));

        settings.put("FRACTAL_API_KEY", KEY);
        start();
        assertEquals(Optional.empty(), authentication.apiKey(KEY));
    }

    @Test
    void anApiKeyIsWorthNothingUnderAnotherSecret() {
        settings.put("API_KEY_SECRET", "another secret of at least 32 characters");
        settings.remove("FRACTAL_API_KEY");
        start();

        assertEquals(Optional.empty(), authentication.apiKey(KEY));
    }

    private Optional<SignedIn> signIn(String email, String password) {
        return authentication.signIn(email, password, "Browser", "192.0.2.1");
    }

    private static long count(String query, Object... arguments) {
        return database.inTransaction(() -> Sql.on(database.entities()).count(query, arguments));
    }
}
