package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.content.v1.Content;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioHostsTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.twilio.com, https://api.twilio.com/2010-04-01/A.json, https://api.twilio.com/2010-04-01/A.json",
        "https://api.twilio.com, https://content.twilio.com/v1/Content, https://content.twilio.com/v1/Content",
        "https://api.dublin.ie1.twilio.com, https://messaging.twilio.com/v1/S, https://messaging.dublin.ie1.twilio.com/v1/S",
        "http://localhost:8080/sandbox/twilio, https://api.twilio.com/2010-04-01/A.json?To=%2B49, http://localhost:8080/sandbox/twilio/2010-04-01/A.json?To=%2B49",
        "http://localhost:8080/sandbox/twilio, https://content.twilio.com/v1/Content?PageSize=5, http://localhost:8080/sandbox/twilio/content/v1/Content?PageSize=5",
        "https://apitwilio.com, https://messaging.twilio.com/v2/Channels/Senders, https://apitwilio.com/messaging/v2/Channels/Senders"
    })
    void theBaseTakesThePlaceOfTwiliosHosts(String base, String named, String called) throws Exception {
        assertEquals(URI.create(called), new TwilioHosts(URI.create(base)).address(new URL(named)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/v1", "https://twilio.com.evil.example/v1", "https://a.b.twilio.com/v1"})
    void credentialsGoNowhereElse(String named) throws MalformedURLException {
        URL elsewhere = new URL(named);
        TwilioHosts hosts = new TwilioHosts(URI.create("https://api.twilio.com"));

        assertThrows(IllegalStateException.class, () -> hosts.address(elsewhere));
    }

    @Test
    void theContentApiIsAskedInJsonBelowTheBase() {
        try (FakeTwilio twilio = new FakeTwilio()) {
            twilio.answers(FakeTwilio.Answer.of(201, "{\"sid\":\"HX1\",\"friendly_name\":\"hello\"}"));
            AccountSettings settings = new AccountSettings(
                    new Credentials(Fixture.ACCOUNT, Fixture.TOKEN, Optional.empty()),
                    URI.create(twilio.url() + "/sandbox"),
                    Duration.ofSeconds(5));
            var client = new TwilioRestClient.Builder(Fixture.ACCOUNT, Fixture.TOKEN)
                    .httpClient(new SingleAttemptHttpClient(
                            settings, new FailureTranslator(settings.credentials(), Clock.systemUTC())))
                    .build();

            var text = new Content.TwilioText.Builder("Hello").build();
            var types = new Content.Types.Builder().twilioText(text).build();
            var request = new Content.ContentCreateRequest.Builder("en", types).build();
            var content = Content.creator(request).create(client);

            assertEquals("HX1", content.getSid());
            FakeTwilio.Asked asked = twilio.asked.get(0);
            assertEquals("/sandbox/content/v1/Content", asked.target());
            assertEquals("application/json", asked.contentType());
            assertTrue(asked.form().startsWith("{"), asked.form());
        }
    }
}
