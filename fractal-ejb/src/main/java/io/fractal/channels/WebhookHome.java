package io.fractal.channels;

import io.fractal.configuration.Settings;
import io.fractal.spi.SenderDirectory.WebhookAddresses;

/** Where this Fractal takes a provider's webhooks. */
final class WebhookHome {

    private WebhookHome() {}

    static WebhookAddresses of(Settings settings, String provider) {
        String home = settings.publicUrl() + "/webhooks/" + provider;
        return new WebhookAddresses(home + "/incoming", home + "/status");
    }
}
