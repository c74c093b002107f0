package io.fractal.plugins.twilio.sandbox;

import io.fractal.plugins.twilio.sandbox.control.ControlApi;
import io.fractal.plugins.twilio.sandbox.phone.PhonePage;
import io.fractal.plugins.twilio.sandbox.rest.MediaCdn;
import io.fractal.plugins.twilio.sandbox.rest.TwilioApi;
import io.fractal.spi.HttpEndpoint;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;

/** Everything below {@code /sandbox}: Twilio's API, its CDN, the interface for tests, and the phone page. */
final class SandboxEndpoint implements HttpEndpoint {

    private static final String TWILIO = "/twilio";
    private static final String CDN = "/cdn";
    private static final String CONTROL = "/api";
    private static final String PHONE = "/phone";

    private final TwilioApi twilio;
    private final MediaCdn cdn;
    private final ControlApi control;
    private final PhonePage phone;

    SandboxEndpoint(TwilioApi twilio, MediaCdn cdn, ControlApi control, PhonePage phone) {
        this.twilio = twilio;
        this.cdn = cdn;
        this.control = control;
        this.phone = phone;
    }

    @Override
    public String path() {
        return "sandbox";
    }

    @Override
    public WebhookResponse handle(RawWebhook request) {
        String path = request.path();
        if (path.startsWith(TWILIO + "/")) {
            return twilio.handle(request, path.substring(TWILIO.length()));
        }
        if (path.startsWith(CDN + "/")) {
            return cdn.handle(request, path.substring(CDN.length()));
        }
        if (path.startsWith(CONTROL + "/")) {
            return control.handle(request, path.substring(CONTROL.length()));
        }
        if (path.equals(PHONE) || path.startsWith(PHONE + "/")) {
            return phone.handle(request, path.substring(PHONE.length()));
        }
        return WebhookResponse.text(404, "text/plain", "Nothing here. The phone page is at /sandbox/phone.");
    }
}
