package io.fractal.testing;

import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundContext;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.MediaSource;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.PluginContext;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.SenderDirectory;
import io.fractal.spi.StatusReport;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.WebhookResponse;
import io.fractal.spi.WebhookRoute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider as a plugin would bring it, behaving as the test says. Its webhooks look like Twilio's, its signature is a word. */
public final class FakeProvider implements ChannelAdapterFactory, ChannelAdapter {

    /** How the next messages are answered. */
    @FunctionalInterface
    public interface SendBehaviour {

        /** Answers one message. */
        SendReceipt answer(OutboundMessage message) throws ProviderFailedException;
    }

    /** Everything that was handed over, in order. */
    public final List<OutboundMessage> received = new CopyOnWriteArrayList<>();

    /** How the next messages are answered; taken under {@code SM} and a number by default. */
    public volatile SendBehaviour onSend = message -> receipt("SM" + received.size());

    /** What is answered to questions about unknown messages. */
    public volatile Lookup onLookUp = new Lookup.Undecided("not set by the test");

    /** What is answered to questions about known messages. */
    public volatile Optional<SendReceipt> onFetch = Optional.empty();

    /** What comes with the next received messages beside their text. */
    public volatile InboundContext onContext = InboundContext.NONE;

    /** What is done with a message that the provider has. */
    @FunctionalInterface
    public interface Call {

        /** Does it to the message with this id. */
        void on(String providerMessageId) throws ProviderFailedException;
    }

    /** Everything that was asked for beside sending: {@code cancel SM1}, {@code redact SM1}, {@code confirmed SM1}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** What becomes of the next calls that are no sending. */
    public volatile Call onCall = id -> {};

    /** What the provider can do beside sending. */
    public volatile Capabilities capabilities = Capabilities.NONE;

    /** What is answered when attachments are fetched. */
    public volatile MediaSource onMedia = (url, mostBytes) -> {
        throw ProviderFailedException.unsupported("media");
    };

    /** The templates it keeps. */
    public final FakeTemplates templates = new FakeTemplates();

    /** The senders it keeps. */
    public final FakeSenders senders = new FakeSenders();

    /** A receipt as it comes for a message that was taken. */
    public static SendReceipt receipt(String providerMessageId) {
        return new SendReceipt(
                providerMessageId,
                DeliveryStatus.QUEUED,
                "queued",
                Optional.of(1),
                Optional.empty(),
                Map.of("sid", providerMessageId, "status", "queued"));
    }

    /** A webhook with these parameters, signed as the account would. */
    public static RawWebhook signed(Map<String, String> parameters) {
        return webhook(parameters, "good");
    }

    /** A webhook with these parameters and any signature. */
    public static RawWebhook webhook(Map<String, String> parameters, String signature) {
        Map<String, List<String>> form = new TreeMap<>();
        parameters.forEach((name, value) -> form.put(name, List.of(value)));
        return new RawWebhook(
                "POST",
                "http://localhost:8080/webhooks/twilio/incoming",
                "/",
                Map.of("x-signature", List.of(signature)),
                Map.of(),
                form,
                new byte[0]);
    }

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public Set<ChannelType> channels() {
        return Set.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP);
    }

    @Override
    public Set<String> secretSettings() {
        return Set.of("authToken");
    }

    @Override
    public ChannelAdapter create(ProviderAccount account, PluginContext context) {
        return this;
    }

    @Override
    public Optional<WebhookRoute> route(RawWebhook webhook) {
        return webhook.parameter("AccountSid")
                .map(account -> new WebhookRoute(account, webhook.parameter("MessagingServiceSid")));
    }

    @Override
    public Optional<String> explain(String code, Locale locale) {
        return code.equals("63016") ? Optional.of("Explained in " + locale.getLanguage()) : Optional.empty();
    }

    @Override
    public SendReceipt send(OutboundMessage message) throws ProviderFailedException {
        received.add(message);
        return onSend.answer(message);
    }

    @Override
    public Lookup lookUp(OutboundMessage message, Instant notBefore, Predicate<String> accountedFor) {
        return onLookUp instanceof Lookup.Found found
                        && accountedFor.test(found.receipt().providerMessageId())
                ? new Lookup.Undecided("the only match belongs to another message")
                : onLookUp;
    }

    @Override
    public Optional<SendReceipt> fetch(String providerMessageId) {
        return onFetch;
    }

    @Override
    public SendReceipt cancel(String providerMessageId) throws ProviderFailedException {
        asked.add("cancel " + providerMessageId);
        onCall.on(providerMessageId);
        return new SendReceipt(
                providerMessageId,
                DeliveryStatus.CANCELED,
                "canceled",
                Optional.empty(),
                Optional.empty(),
                Map.of("sid", providerMessageId, "status", "canceled"));
    }

    @Override
    public void redact(String providerMessageId) throws ProviderFailedException {
        asked.add("redact " + providerMessageId);
        onCall.on(providerMessageId);
    }

    @Override
    public void giveFeedback(String providerMessageId, boolean confirmed) throws ProviderFailedException {
        asked.add((confirmed ? "confirmed " : "unconfirmed ") + providerMessageId);
        onCall.on(providerMessageId);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
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
        return Optional.of((url, mostBytes) -> onMedia.fetch(url, mostBytes));
    }

    @Override
    public boolean verify(RawWebhook webhook) {
        return webhook.header("x-signature").equals(Optional.of("good"));
    }

    @Override
    public List<InboundEvent> parse(RawWebhook webhook) throws MalformedWebhookException {
        String sid = webhook.parameter("MessageSid").orElseThrow(() -> new MalformedWebhookException("MessageSid"));
        Map<String, String> payload = new TreeMap<>();
        webhook.formParameters().forEach((name, values) -> payload.put(name, values.get(0)));
        return List.of(
                webhook.parameter("MessageStatus").isPresent() ? report(sid, payload) : message(sid, webhook, payload));
    }

    private static StatusReport report(String sid, Map<String, String> payload) {
        String word = payload.get("MessageStatus");
        return new StatusReport(
                sid,
                DeliveryStatus.valueOf(word.toUpperCase(Locale.ROOT)),
                word,
                Optional.ofNullable(payload.get("ErrorCode"))
                        .map(code ->
                                new InboundEvent.ProviderError(code, Optional.ofNullable(payload.get("ErrorMessage")))),
                payload);
    }

    private InboundMessage message(String sid, RawWebhook webhook, Map<String, String> payload) {
        String from = payload.getOrDefault("From", "");
        boolean whatsapp = from.startsWith("whatsapp:");
        List<InboundMessage.Media> media = new ArrayList<>();
        int count = Integer.parseInt(payload.getOrDefault("NumMedia", "0"));
        for (int i = 0; i < count; i++) {
            media.add(new InboundMessage.Media(payload.get("MediaUrl" + i), payload.get("MediaContentType" + i)));
        }
        return new InboundMessage(
                sid,
                whatsapp ? ChannelType.WHATSAPP : count > 0 ? ChannelType.MMS : ChannelType.SMS,
                from.replace("whatsapp:", ""),
                payload.getOrDefault("To", "").replace("whatsapp:", ""),
                webhook.parameter("ProfileName"),
                payload.getOrDefault("Body", ""),
                media,
                context(webhook),
                payload);
    }

    /** What the test says, and what the webhook itself tells of consent and of the writer's other addresses. */
    private InboundContext context(RawWebhook webhook) {
        Set<String> aliases = Stream.of("WaId", "ExternalUserId")
                .flatMap(name -> webhook.parameter(name).stream())
                .map(alias -> alias.replace("whatsapp:", ""))
                .collect(Collectors.toSet());
        return new InboundContext(
                onContext.repliedToId(),
                onContext.interaction(),
                onContext.location(),
                onContext.referral(),
                webhook.parameter("OptOutType")
                        .map(InboundContext.OptOut::valueOf)
                        .or(onContext::optOut),
                aliases.isEmpty() ? onContext.aliases() : aliases);
    }

    @Override
    public WebhookResponse acknowledge(RawWebhook webhook) {
        return WebhookResponse.text(200, "text/xml", "<Response/>");
    }
}
