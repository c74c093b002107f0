package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.plugins.twilio.FakeTwilio.Answer;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.FetchedMedia;
import io.fractal.spi.ProviderFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pains 6 and 7: attachments behind credentials, and behind redirects to others. */
class TwilioMediaTest {

    private static final String PATH = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";
    private static final long ENOUGH = 1000;

    private final FakeTwilio twilio = new FakeTwilio();
    private final FakeTwilio store = new FakeTwilio();

    @AfterEach
    void stop() {
        twilio.close();
        store.close();
    }

    @Test
    void aRedirectToAnotherHostIsFollowedWithoutTheCredentials() throws Exception {
        twilio.answers(redirect(307, store.url() + "/store/1?signature=x%2By"));
        store.answers(new Answer(
                200,
                "picture",
                Map.of("Content-Type", "image/jpeg", "Content-Disposition", "inline; filename=\"a b.jpg\"")));

        FetchedMedia media = fetch(twilio.url() + PATH, ENOUGH);

        assertArrayEquals("picture".getBytes(StandardCharsets.UTF_8), media.content());
        assertEquals("image/jpeg", media.contentType());
        assertEquals(Optional.of("a b.jpg"), media.fileName());
        assertTrue(twilio.asked.get(0).authorization().startsWith("Basic "));
        assertNull(store.asked.get(0).authorization(), "the account's credentials are Twilio's alone");
        assertEquals("/store/1?signature=x%2By", store.asked.get(0).target());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void everyKindOfRedirectIsFollowedAndRelativeOnesToo(int status) throws Exception {
        twilio.answers(redirect(status, "/elsewhere"), Answer.of(200, "x"));

        assertEquals(1, fetch(twilio.url() + PATH, ENOUGH).content().length);
        assertEquals("/elsewhere", twilio.asked.get(1).target());
        assertTrue(twilio.asked.get(1).authorization().startsWith("Basic "));
    }

    @Test
    void redirectsWithoutEndAndToOtherPlacesAreNotFollowed() {
        for (int i = 0; i < 10; i++) {
            twilio.answers(redirect(302, "/again"));
        }
        assertRejected("MEDIA_REDIRECTS", twilio.url() + PATH);
        assertTrue(twilio.asked.size() < 10);

        store.answers(redirect(302, "file:///etc/passwd"), redirect(302, "http:///"), redirect(302, "%%"));
        assertRejected("MEDIA_REDIRECTS", store.url() + "/x");
        assertRejected("MEDIA_REDIRECTS", store.url() + "/x");
        assertRejected("MEDIA_ADDRESS", store.url() + "/x");
    }

    @Test
    void anAddressAtTwilioIsReadAtTheAccountsBase() throws Exception {
        twilio.answers(Answer.of(200, "x"));

        fetch("https://api.twilio.com" + PATH, ENOUGH);

        assertEquals(PATH, twilio.asked.get(0).target());
    }

    @Test
    void refusedCredentialsAreExplained() {
        twilio.answers(Answer.of(401, "{}"), Answer.of(401, "{}"));
        String key = "SK" + "b".repeat(32);

        String withToken = assertRejected("20003", twilio.url() + PATH);
        ProviderFailedException withKey = assertThrows(
                ProviderFailedException.class,
                () -> Adapters.at(twilio, "apiKey", key, "apiKeySecret", "other")
                        .media()
                        .orElseThrow()
                        .fetch(twilio.url() + PATH, ENOUGH));

        assertTrue(withToken.contains("auth token"), withToken);
        assertEquals(ErrorKind.REJECTED, withKey.kind());
        String words = withKey.providerError().orElseThrow().message().orElseThrow();
        assertTrue(words.contains(key) && words.contains("TWILIO_API_KEY_SECRET"), words);
    }

    @Test
    void whatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
        twilio.answers(Answer.of(200, "x".repeat(1001)), Answer.of(200, "x".repeat(1000)));

        assertRejected("MEDIA_TOO_LARGE", twilio.url() + PATH);
        assertEquals(1000, fetch(twilio.url() + PATH, ENOUGH).content().length);
    }

    @ParameterizedTest
    @CsvSource({
        "404, REJECTED",
        "410, REJECTED",
        "418, REJECTED",
        "204, REJECTED",
        "429, THROTTLED",
        "408, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "0, UNAVAILABLE"
    })
    void otherAnswersAreForGoodOrForLater(int status, ErrorKind kind) {
        twilio.answers(Answer.of(status, ""));

        assertEquals(
                kind,
                assertThrows(ProviderFailedException.class, () -> fetch(twilio.url() + PATH, ENOUGH))
                        .kind());
    }

    @Test
    void theWaitThatIsAskedForIsPassedOn() {
        twilio.answers(new Answer(429, "", Map.of("Retry-After", "7")));

        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> fetch(twilio.url() + PATH, ENOUGH));

        assertEquals(Optional.of(Duration.ofSeconds(7)), failure.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no address", "ftp://example.com/x", "https:", "/path"})
    void whatIsNoAddressIsRejected(String url) {
        assertRejected("MEDIA_ADDRESS", url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "inline; filename=\"a.jpg\"|a.jpg",
                "attachment; filename=plain.pdf|plain.pdf",
                "attachment; filename=\"x.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe+1.pdf|Grüße+1.pdf",
                "inline; filename=\"..\\..\\evil.exe\"|evil.exe",
                "inline; filename=\"/etc/passwd\"|passwd",
                "inline; filename=\"quo\\\"te.txt\"|quo\"te.txt",
                "inline|",
                "inline; filename=\"\"|",
                "inline; filename*=NOPE''%41|"
            })
    void theNameOfAFileIsReadOutOfItsDisposition(String disposition, String name) {
        assertEquals(Optional.ofNullable(name), FileNames.of(disposition));
    }

    private FetchedMedia fetch(String url, long mostBytes) throws ProviderFailedException {
        return Adapters.at(twilio).media().orElseThrow().fetch(url, mostBytes);
    }

    /** The words it is rejected with. */
    private String assertRejected(String code, String url) {
        ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> fetch(url, ENOUGH));
        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertEquals(code, failure.providerError().orElseThrow().code());
        return failure.providerError().orElseThrow().message().orElse("");
    }

    private static Answer redirect(int status, String location) {
        return new Answer(status, "", Map.of("Location", location));
    }
}
