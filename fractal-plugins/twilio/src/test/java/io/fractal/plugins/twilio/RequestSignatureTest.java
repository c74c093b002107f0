package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors with the token 12345 are published by Twilio with its helper libraries. */
class RequestSignatureTest {

    private static final String PUBLISHED_URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String PUBLISHED_FORM =
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";

    private final RequestSignature published = new RequestSignature("12345");
    private final RequestSignature own = new RequestSignature(Fixture.TOKEN);

    @Test
    void signsAsTwiliosPublishedVectorSays() {
        assertEquals("RSOYDt4T1cUTdK1PDd93/VVr8B8=", published.sign(PUBLISHED_URL, Fixture.decode(PUBLISHED_FORM)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "https://mycompany.com:443/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
        "https://mycompany.com:443/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w="
    })
    void takesTheAddressWithAndWithoutTheDefaultPort(String url, String signature) {
        assertTrue(published.verifies(signed("POST", url, PUBLISHED_FORM, signature)));
    }

    @Test
    void refusesAnotherPathQueryValueTokenOrNoSignature() {
        String right = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

        assertFalse(published.verifies(signed("POST", PUBLISHED_URL.replace("foo=1", "foo=2"), PUBLISHED_FORM, right)));
        assertFalse(published.verifies(signed("POST", "https://mycompany.com/myapp.php", PUBLISHED_FORM, right)));
        assertFalse(published.verifies(signed("POST", PUBLISHED_URL, PUBLISHED_FORM.replace("1234&", "1235&"), right)));
        assertFalse(published.verifies(signed("POST", PUBLISHED_URL, PUBLISHED_FORM + "&Extra=1", right)));
        assertFalse(own.verifies(signed("POST", PUBLISHED_URL, PUBLISHED_FORM, right)));
        assertFalse(published.verifies(signed("POST", PUBLISHED_URL, PUBLISHED_FORM, "")));
        assertFalse(published.verifies(Fixture.request("POST", PUBLISHED_URL, PUBLISHED_FORM, Map.of())));
    }

    @Test
    void verifiesAJsonBodyByItsHashInTheAddress() {
        String body = "{\"property\": \"value\", \"boolean\": true}";
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256="
                + "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

        assertTrue(published.verifies(json(url, body)));
        assertFalse(published.verifies(json(url, body + " ")));
        assertFalse(published.verifies(json(url.replace("0a1ff", "1a1ff"), body)));
    }

    @Test
    void signsNoParametersOfAGetRequest() {
        String url = "https://hub.example.com/webhooks/twilio/incoming?Body=Hi&From=%2B49";
        String signature = own.sign(url, Map.of());

        assertTrue(own.verifies(signed("GET", url, "", signature)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sms-german",
                "mms-three-media",
                "whatsapp-username",
                "whatsapp-repeated-parameter",
                "status-delivered",
                "status-whatsapp-undelivered",
                "status-new-word"
            })
    void verifiesWholeRequestsThatAnotherImplementationSigned(String fixture) {
        assertTrue(own.verifies(Fixture.load(fixture).webhook()));
        assertFalse(published.verifies(Fixture.load(fixture).webhook()));
    }

    @Test
    void takesAnotherPortOffAsTwiliosLibrariesDo() {
        Fixture fixture = Fixture.load("sms-german");

        assertTrue(own.verifies(fixture.at(fixture.url().replace("example.com/", "example.com:8443/"))));
        assertFalse(own.verifies(fixture.at(fixture.url().replace("https:", "http:"))));
    }

    private static RawWebhook signed(String method, String url, String form, String signature) {
        return Fixture.request(method, url, form, Map.of("X-Twilio-Signature", List.of(signature)));
    }

    private static RawWebhook json(String url, String body) {
        return new RawWebhook(
                "POST",
                url,
                "/",
                Map.of("x-twilio-signature", List.of("a9nBmqA0ju/hNViExpshrM61xv4=")),
                Fixture.decode(url.substring(url.indexOf('?') + 1)),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
