package io.fractal.plugins.twilio;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.MediaSource;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.SenderDirectory;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.WebhookResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The way to one Twilio account. Safe for use from several threads. */
final class TwilioAdapter implements ChannelAdapter {

    private static final String EMPTY_TWIML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    /** Twilio, error 90007: 1 to 36,000 seconds. On Messenger Twilio hands messages on at once. */
    private static final Capabilities.Validity VALIDITY = new Capabilities.Validity(
            Duration.ofSeconds(1),
            Duration.ofSeconds(36_000),
            Set.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.RCS));

    /** Twilio, "Message Scheduling": 15 minutes to 35 days ahead, with a messaging service; and "Advanced Opt-Out" for the channels. */
    private static final Capabilities CAPABILITIES = new Capabilities(
            Optional.of(new Capabilities.Scheduling(Duration.ofMinutes(15), Duration.ofDays(35), true)),
            true,
            true,
            true,
            Optional.of(VALIDITY),
            Set.of(ChannelType.SMS, ChannelType.MMS, ChannelType.RCS));

    private final AccountSettings settings;
    private final TwilioRestClient client;
    private final MessageSearch search;
    private final SentMessages sent;
    private final RequestSignature signature;
    private final TemplateDirectory templates;
    private final SenderDirectory senders;
    private final MediaSource media;

    TwilioAdapter(AccountSettings settings, Clock clock) {
        this.settings = settings;
        FailureTranslator failures = new FailureTranslator(settings.credentials(), clock);
        this.client = new TwilioRestClient.Builder(
                        settings.credentials().username(),
                        settings.credentials().password())
                .accountSid(settings.accountSid())
                .httpClient(new SingleAttemptHttpClient(settings, failures))
                .build();
        this.search = new MessageSearch(settings.accountSid(), client, clock);
        this.sent = new SentMessages(settings.accountSid(), client);
        this.signature = new RequestSignature(settings.credentials().authToken());
        TwilioApi api = new TwilioApi(client);
        this.templates = new ContentTemplates(api);
        this.senders = new TwilioSenders(settings.accountSid(), api);
        this.media = new TwilioMedia(settings, failures);
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
        return TwilioCall.ifThere(() -> Receipts.of(
                Message.fetcher(settings.accountSid(), providerMessageId).fetch(client)));
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SendReceipt cancel(String providerMessageId) throws ProviderFailedException {
        return sent.cancel(providerMessageId);
    }

    @Override
    public void redact(String providerMessageId) throws ProviderFailedException {
        sent.redact(providerMessageId);
    }

    @Override
    public void giveFeedback(String providerMessageId, boolean confirmed) throws ProviderFailedException {
        sent.giveFeedback(providerMessageId, confirmed);
    }

    @Override
    public Optional<TemplateDirectory> templates() {
        return Optional.of(templates);
    }

    @Override
    public Optional<SenderDirectory> senders() {
        return Optional.of(senders);
    }

    @Override
    public Optional<MediaSource> media() {
        return Optional.of(media);
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
