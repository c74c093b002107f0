package io.fractal.plugins.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.WebhookResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The way to one Twilio account. Safe for use from several threads. */
final class TwilioAdapter implements ChannelAdapter {

    private static final String EMPTY_TWIML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private final AccountSettings settings;
    private final TwilioRestClient client;
    private final MessageSearch search;
    private final RequestSignature signature;

    TwilioAdapter(AccountSettings settings, Clock clock) {
        this.settings = settings;
        this.client = new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                .httpClient(new SingleAttemptHttpClient(settings, new FailureTranslator(settings.accountSid(), clock)))
                .build();
        this.search = new MessageSearch(settings.accountSid(), client, clock);
        this.signature = new RequestSignature(settings.authToken());
    }

    @Override
    public SendReceipt send(OutboundMessage message) throws ProviderFailedException {
        var creator = MessageCreation.of(settings.accountSid(), message);
        return TwilioCall.writing(() -> Receipts.of(creator.create(client)));
    }

    @Override
    public Lookup lookUp(OutboundMessage message, Instant notBefore, Predicate<String> accountedFor)
            throws ProviderFailedException {
        return TwilioCall.reading(() -> search.find(message, notBefore, accountedFor));
    }

    @Override
    public Optional<SendReceipt> fetch(String providerMessageId) throws ProviderFailedException {
        try {
            return Optional.of(TwilioCall.reading(() -> Receipts.of(
                    Message.fetcher(settings.accountSid(), providerMessageId).fetch(client))));
        } catch (ProviderFailedException failure) {
            if (failure.providerError()
                    .filter(error -> error.code().equals("20404"))
                    .isPresent()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public boolean verify(RawWebhook webhook) {
        return signature.verifies(webhook);
    }

    @Override
    public List<InboundEvent> parse(RawWebhook webhook) throws MalformedWebhookException {
        return WebhookReader.read(webhook);
    }

    /** Empty TwiML for a message, because Twilio takes the answer as instructions; no content for everything else. */
    @Override
    public WebhookResponse acknowledge(RawWebhook webhook) {
        return WebhookKind.of(webhook) == WebhookKind.INCOMING_MESSAGE
                ? WebhookResponse.text(200, "text/xml", EMPTY_TWIML)
                : WebhookResponse.empty(204);
    }
}
