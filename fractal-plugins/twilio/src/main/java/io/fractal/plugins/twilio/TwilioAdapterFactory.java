package io.fractal.plugins.twilio;

import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.ChannelType;
import io.fractal.spi.PluginContext;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookRoute;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes one adapter for each Twilio account. */
final class TwilioAdapterFactory implements ChannelAdapterFactory {

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public Set<ChannelType> channels() {
        return Set.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.MESSENGER, ChannelType.RCS);
    }

    @Override
    public Set<String> secretSettings() {
        return Set.of(AccountSettings.AUTH_TOKEN, AccountSettings.API_KEY_SECRET);
    }

    @Override
    public ChannelAdapter create(ProviderAccount account, PluginContext context) {
        return new TwilioAdapter(AccountSettings.of(account), context.clock());
    }

    @Override
    public Optional<WebhookRoute> route(RawWebhook received) {
        RawWebhook webhook = JsonParameters.asForm(received);
        // Link-click events come to the same addresses and write their parameters with underscores.
        return nonBlank(webhook, "AccountSid")
                .or(() -> nonBlank(webhook, "account_sid"))
                .map(account -> new WebhookRoute(
                        account,
                        nonBlank(webhook, "MessagingServiceSid").or(() -> nonBlank(webhook, "messaging_service_sid"))));
    }

    @Override
    public Optional<String> explain(String code, Locale locale) {
        return ErrorCodes.explain(code, locale);
    }

    private static Optional<String> nonBlank(RawWebhook webhook, String name) {
        return webhook.parameter(name).filter(value -> !value.isBlank());
    }
}
