package io.fractal.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path home;

    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void theLeastThatMustBeSet() {
        values.put("DATABASE_URL", "postgresql://u:p@h/d");
        values.put("FRACTAL_HOME", home.toString());
    }

    @Test
    void withoutCredentialsTheSandboxStandsInForTwilio() {
        values.put("PORT", "9090");
        Settings settings = Settings.of(values);

        assertTrue(settings.sandboxOn());
        assertTrue(settings.twilio().accountSid().matches("AC[0-9a-f]{32}"));
        assertEquals(Optional.of("+4915799900001"), settings.twilio().phoneNumber());
        assertEquals(Optional.of("+4915799900002"), settings.twilio().whatsappNumber());
        assertEquals(
                Optional.of("http://127.0.0.1:9090/sandbox/twilio"),
                settings.twilio().apiBaseUrl());
        assertEquals("http://localhost:9090", settings.publicUrl());
    }

    @Test
    void theSandboxMakesUpSecretsOnceAndKeepsThemForTheOwnerOnly() throws IOException {
        Settings first = Settings.of(values);
        Settings second = Settings.of(values);
        Path file = home.resolve("secrets.properties");

        assertEquals(first.apiKeySecret(), second.apiKeySecret());
        assertEquals(first.twilio(), second.twilio(), "the sandbox's token survives a restart");
        assertTrue(first.jwtSecret().length() >= 32);
        assertNotEquals(first.jwtSecret(), first.webhookSigningSecret());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readAllLines(file).contains("JWT_SECRET=" + first.jwtSecret()));
    }

    @Test
    void aSecretThatIsSetWinsOverTheOneThatWasMadeUp() {
        Settings.of(values);
        values.put("JWT_SECRET", SECRET);

        assertEquals(SECRET, Settings.of(values).jwtSecret());
    }

    @Test
    void realCredentialsSwitchTheSandboxOffAndOtherNamesAreUnderstood() {
        useTwilio();
        values.put("TWILIO_FROM_NUMBER", "+493012345678");
        values.put("TWILIO_WHATSAPP_FROM", "whatsapp:+14155238886");
        values.put("BASE_URL", "https://hub.example.com/");
        values.put("TWILIO_API_KEY", "SK" + "0".repeat(32));
        values.put("TWILIO_API_SECRET", "a-secret-of-the-key");
        Settings settings = Settings.of(values);

        assertEquals(Optional.of("a-secret-of-the-key"), settings.twilio().apiKeySecret());
        assertFalse(settings.sandboxOn());
        assertEquals(Optional.of("+493012345678"), settings.twilio().phoneNumber());
        assertEquals(Optional.of("+14155238886"), settings.twilio().whatsappNumber());
        assertEquals(Optional.empty(), settings.twilio().apiBaseUrl());
        assertEquals("https://hub.example.com", settings.publicUrl());
    }

    @Test
    void theUsualNamesWinOverTheOtherOnes() {
        useTwilio();
        values.put("TWILIO_PHONE_NUMBER", "+493011111111");
        values.put("TWILIO_FROM_NUMBER", "+493022222222");
        values.put("TWILIO_WHATSAPP_NUMBER", "+493033333333");
        values.put("APP_URL", "https://app.example.com");
        values.put("BASE_URL", "https://base.example.com");
        Settings settings = Settings.of(values);

        assertEquals(Optional.of("+493011111111"), settings.twilio().phoneNumber());
        assertEquals(Optional.of("+493033333333"), settings.twilio().whatsappNumber());
        assertEquals("https://app.example.com", settings.publicUrl());
    }

    @Test
    void everyWrongSettingIsToldAtOnceInASentenceThatNamesIt() {
        values.put("DATABASE_URL", "nonsense");
        values.put("PORT", "0");
        values.put("APP_URL", "hub.example.com");
        values.put("FRACTAL_ADMIN_EMAIL", "nobody");
        values.put("FRACTAL_ADMIN_PASSWORD", "short");
        values.put("FRACTAL_API_KEY", "key");
        values.put("API_KEY_SECRET", "short");
        values.put("FRACTAL_TIME_ZONE", "Berlin");
        List<String> problems = problems();

        for (String name : List.of(
                "DATABASE_URL",
                "PORT",
                "APP_URL",
                "FRACTAL_ADMIN_EMAIL",
                "FRACTAL_ADMIN_PASSWORD",
                "FRACTAL_API_KEY",
                "API_KEY_SECRET",
                "FRACTAL_TIME_ZONE")) {
            assertEquals(
                    1,
                    problems.stream()
                            .filter(problem -> problem.startsWith(name + " "))
                            .count(),
                    problems::toString);
        }
        assertEquals(8, problems.size(), problems::toString);
        assertTrue(problems.stream().allMatch(problem -> problem.endsWith(".")));
    }

    @Test
    void withoutTheSandboxSecretsAndCredentialsAreRequired() {
        values.put("FRACTAL_SANDBOX", "off");
        List<String> problems = problems();

        for (String name : List.of(
                "API_KEY_SECRET", "WEBHOOK_SIGNING_SECRET", "JWT_SECRET", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")) {
            assertTrue(problems.stream().anyMatch(problem -> problem.startsWith(name + " is not set")), name);
        }
        assertFalse(Files.exists(home.resolve("secrets.properties")));
    }

    @Test
    void theSandboxIsRefusedBesideRealCredentials() {
        useTwilio();
        values.put("FRACTAL_SANDBOX", "on");

        assertEquals(1, problems().size());
        assertTrue(problems().get(0).startsWith("FRACTAL_SANDBOX is on although"));
    }

    @Test
    void halfOfTheCredentialsAreRefused() {
        useTwilio();
        values.remove("TWILIO_AUTH_TOKEN");

        assertEquals(1, problems().size());
        assertTrue(problems().get(0).startsWith("TWILIO_AUTH_TOKEN is not set"));
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_ACCOUNT_SID, SK00000000000000000000000000000000",
        "TWILIO_PHONE_NUMBER, 0301234567",
        "TWILIO_WHATSAPP_NUMBER, whatsapp:0301234567",
        "TWILIO_WHATSAPP_FROM, whatsapp",
        "TWILIO_MESSAGING_SERVICE_SID, MG1",
        "TWILIO_API_BASE_URL, localhost:8080",
        "FRACTAL_SANDBOX, maybe",
        "FRACTAL_DATABASE_WAIT_SECONDS, soon",
        "FRACTAL_OUTBOX_WORKERS, 1000",
        "FRACTAL_API_RATE, many",
        "FRACTAL_TRUSTED_PROXIES, proxy.example",
        "FRACTAL_SIGNUP, yes",
        "FRACTAL_DEFAULT_REGION, Germany",
        "FRACTAL_HOME, /proc/none",
    })
    void eachWrongValueIsToldByItsName(String name, String wrong) {
        useTwilio();
        values.put(name, wrong);

        assertEquals(1, problems().size(), () -> problems().toString());
        assertTrue(
                problems().get(0).startsWith(name + " is wrong: "),
                () -> problems().get(0));
    }

    @Test
    void anApiKeyComesWithItsOwnSecret() {
        useTwilio();
        values.put("TWILIO_API_KEY", "SK" + "0".repeat(32));
        assertEquals(1, problems().size());
        assertTrue(problems().get(0).startsWith("TWILIO_API_KEY and TWILIO_API_KEY_SECRET belong together"));

        values.put("TWILIO_API_KEY_SECRET", "a-secret-of-the-key");
        assertEquals(
                Optional.of("SK" + "0".repeat(32)), Settings.of(values).twilio().apiKey());
        assertEquals(
                Optional.of("a-secret-of-the-key"), Settings.of(values).twilio().apiKeySecret());
    }

    @Test
    void anApiKeyPairedWithTheAccountsTokenIsRecognisedAtTheStart() {
        useTwilio();
        values.put("TWILIO_API_KEY", "SK" + "0".repeat(32));
        values.put("TWILIO_API_KEY_SECRET", values.get("TWILIO_AUTH_TOKEN"));

        assertEquals(1, problems().size());
        assertTrue(problems().get(0).startsWith("TWILIO_API_KEY_SECRET is the account's auth token"));
        assertFalse(problems().get(0).contains(values.get("TWILIO_AUTH_TOKEN")));
    }

    @Test
    void aBlankValueCountsAsUnset() {
        values.put("TWILIO_ACCOUNT_SID", " ");
        values.put("FRACTAL_API_KEY", "");

        assertTrue(Settings.of(values).sandboxOn());
        assertEquals(Optional.empty(), Settings.of(values).firstApiKey());
    }

    @Test
    void pluginsSeeProvidersSettingsAndTheSandboxesAccountButNeverFractalsSecrets() {
        values.put("TWILIO_API_KEY", "SK" + "0".repeat(32));
        values.put("TWILIO_API_KEY_SECRET", "a-secret-of-the-key");
        values.put("SENDGRID_API_KEY", "SG.1");
        values.put("JWT_SECRET", SECRET);
        values.put("TWILIO_PHONE_NUMBER", "+493011111111");
        Settings settings = Settings.of(values);

        assertEquals(Optional.of("SG.1"), settings.raw("SENDGRID_API_KEY"));
        assertEquals(Optional.of(settings.twilio().authToken()), settings.raw("TWILIO_AUTH_TOKEN"));
        assertEquals(Optional.of("+4915799900001"), settings.raw("TWILIO_PHONE_NUMBER"));
        assertEquals(Optional.empty(), settings.raw("TWILIO_MESSAGING_SERVICE_SID"));
        assertEquals(settings.twilio().apiKey(), settings.raw("TWILIO_API_KEY"));
        assertEquals(Optional.of("a-secret-of-the-key"), settings.twilio().apiKeySecret());
        assertEquals(settings.twilio().apiKeySecret(), settings.raw("TWILIO_API_KEY_SECRET"));
        for (String name : List.of("JWT_SECRET", "API_KEY_SECRET", "DATABASE_URL", "FRACTAL_ADMIN_PASSWORD", "PATH")) {
            assertEquals(Optional.empty(), settings.raw(name), name);
        }
    }

    private void useTwilio() {
        values.put("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef");
        values.put("TWILIO_AUTH_TOKEN", "0123456789abcdef0123456789abcdef");
        values.put("API_KEY_SECRET", SECRET);
        values.put("WEBHOOK_SIGNING_SECRET", SECRET);
        values.put("JWT_SECRET", SECRET);
    }

    private List<String> problems() {
        return assertThrows(InvalidSettingsException.class, () -> Settings.of(values))
                .problems();
    }
}
