package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.plugins.twilio.FakeTwilio.Answer;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.ProviderFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pain 6: an API key paired with the account's token is refused by Twilio without saying why. */
class CredentialsTest {

    private static final String KEY = "SK" + "b".repeat(32);

    private final FakeTwilio twilio = new FakeTwilio();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void withoutAKeyTheAccountCallsWithItsToken() {
        assertEquals(Fixture.ACCOUNT + ":" + Fixture.TOKEN, calledAs(Adapters.at(twilio)));
    }

    @Test
    void anApiKeyCallsWithItsOwnSecretAndTheTokenStillSigns() {
        TwilioAdapter adapter = Adapters.at(twilio, "apiKey", KEY, "apiKeySecret", "key-secret");

        assertEquals(KEY + ":key-secret", calledAs(adapter));
        assertTrue(
                twilio.asked.get(0).target().contains("/Accounts/" + Fixture.ACCOUNT + "/"),
                "the key acts for the account");
        assertTrue(adapter.verify(Fixture.load("sms-german").webhook()), "webhooks are signed with the auth token");
    }

    @Test
    void anApiKeyPairedWithTheAccountsTokenIsRecognisedAndExplained() {
        String words = refusal(Map.of("apiKey", KEY, "apiKeySecret", Fixture.TOKEN));

        assertTrue(words.contains("paired with the account's auth token"), words);
        assertTrue(words.contains("TWILIO_API_KEY_SECRET"), words);
        assertFalse(words.contains(Fixture.TOKEN), "a secret is never told");
    }

    @ParameterizedTest
    @CsvSource({"apiKey, SK1, TWILIO_API_KEY_SECRET", "apiKeySecret, x, TWILIO_API_KEY"})
    void halfAKeyIsNone(String name, String value, String named) {
        assertTrue(refusal(Map.of(name, value)).contains(named));
    }

    @Test
    void aKeyInThePlaceOfTheAccountIsRecognised() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> AccountSettings.of(new ProviderAccount(KEY, Map.of("authToken", "x"))));

        assertTrue(refusal.getMessage().contains("TWILIO_ACCOUNT_SID"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("API key"), refusal.getMessage());
    }

    @Test
    void aRefusedKeyIsExplainedAtEveryCall() {
        twilio.answers(Answer.of(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}"));
        TwilioAdapter adapter = Adapters.at(twilio, "apiKey", KEY, "apiKeySecret", "key-secret");

        ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> adapter.cancel("SM1"));

        assertEquals(ErrorKind.UNAVAILABLE, failure.kind(), "the settings are wrong, the message is not");
        assertTrue(failure.getMessage().contains(KEY), failure.getMessage());
        assertTrue(failure.getMessage().contains("TWILIO_API_KEY_SECRET"), failure.getMessage());
        assertFalse(failure.getMessage().contains("key-secret"));
    }

    @Test
    void nothingOfThemIsPrinted() {
        AccountSettings settings = AccountSettings.of(new ProviderAccount(
                Fixture.ACCOUNT, Map.of("authToken", "secret-1", "apiKey", KEY, "apiKeySecret", "secret-2")));

        String printed = settings + " " + settings.credentials() + " "
                + settings.credentials().apiKey();
        assertFalse(printed.contains("secret-"), printed);
    }

    /** Whom Twilio saw. */
    private String calledAs(TwilioAdapter adapter) {
        twilio.answers(Answer.of(404, "{\"code\":20404,\"status\":404}"));
        assertThrows(ProviderFailedException.class, () -> adapter.cancel("SM1"));
        String basic = twilio.asked.get(0).authorization().substring("Basic ".length());
        return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    }

    private static String refusal(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("authToken", Fixture.TOKEN));
        all.putAll(settings);
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> AccountSettings.of(new ProviderAccount(Fixture.ACCOUNT, all)))
                .getMessage();
    }
}
