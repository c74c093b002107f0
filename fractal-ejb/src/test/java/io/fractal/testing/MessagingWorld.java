package io.fractal.testing;

import io.fractal.bulk.BulkErasure;
import io.fractal.bulk.CanceledJobs;
import io.fractal.channels.SenderBootstrap;
import io.fractal.configuration.Settings;
import io.fractal.consent.ImportedConsents;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.outbox.Lane;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.plugins.PluginHost;
import io.fractal.receiving.ConsentKeywordReaction;
import io.fractal.receiving.InboundReaction;
import io.fractal.receiving.MediaReaction;
import io.fractal.receiving.Receiving;
import io.fractal.sending.Addressee;
import io.fractal.sending.Content;
import io.fractal.sending.DeletedContacts;
import io.fractal.sending.ScheduledOnes;
import io.fractal.sending.SendBatches;
import io.fractal.sending.SendHandler;
import io.fractal.sending.SendRequest;
import io.fractal.sending.SenderKind;
import io.fractal.sending.Sending;
import io.fractal.sending.SendingRules;
import io.fractal.sending.SendingSettings;
import io.fractal.sending.SentMessage;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapterFactory;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import io.fractal.tenancy.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Fractal's messaging on an empty database: one workspace with an SMS and a WhatsApp sender at a provider that the test plays. */
public final class MessagingWorld {

    /** The account at the provider. */
    public static final String ACCOUNT = "AC00000000000000000000000000000001";

    /** Our own number for SMS. */
    public static final String SMS_SENDER = "+4915799900001";

    /** Our own number on WhatsApp. */
    public static final String WHATSAPP_SENDER = "+4915799900002";

    /** The number of somebody who writes to us. */
    public static final String PERSON = "+491713920001";

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T10:00:00Z"));
    public final FakeProvider provider = new FakeProvider();
    public final UUID workspaceId;
    private final TestDatabase database;
    private final Beans beans;

    /** With the usual settings. */
    public MessagingWorld(TestDatabase database) {
        this(database, Map.of());
    }

    /**
     * @param settings settings that differ from the usual ones
     */
    public MessagingWorld(TestDatabase database, Map<String, String> settings) {
        this.database = database;
        beans = database.beans()
                .with(Clock.class, clock)
                .with(Settings.class, settings(settings))
                .with(PluginHost.class, new OnePlugin());
        workspaceId = database.inTransaction(() -> get(Workspaces.class)
                .create("Test", "test", "DE", ZoneId.of("Europe/Berlin"), clock.instant())
                .getId());
        database.doInTransaction(get(SenderBootstrap.class)::run);
        // made here, so that threads of a test find them made
        react(get(ConsentKeywordReaction.class));
        beans.withInstances(
                get(ScheduledOnes.class),
                get(DeletedContacts.class),
                get(CanceledJobs.class),
                get(BulkErasure.class),
                get(ImportedConsents.class));
        limitNothing();
        react(get(MediaReaction.class));
        get(Receiving.class);
        get(Sending.class);
        get(SendBatches.class);
        get(SendHandler.class);
    }

    /** Without this, a number sends one message a second, and the clock of a test stands still. */
    private void limitNothing() {
        Map<SenderKind, BigDecimal> rates = new EnumMap<>(SenderKind.class);
        for (SenderKind kind : SenderKind.values()) {
            rates.put(kind, null);
        }
        decide(new SendingRules(Optional.empty(), rates));
    }

    /** Somebody decides how this workspace sends. */
    public void decide(SendingRules rules) {
        inTransaction(() -> get(SendingSettings.class).replace(workspaceId, rules));
    }

    /** One of Fractal's beans. */
    public <T> T get(Class<T> type) {
        return beans.get(type);
    }

    /** A bean beside the world's own, with a part of its own. */
    public <T, P> T anew(Class<T> type, Class<P> part, P own) {
        return beans.anew(type, part, own);
    }

    /** Has this react to messages that come in from now on. */
    public void react(InboundReaction reaction) {
        beans.withInstances(reaction);
    }

    /** Runs in a transaction, as a call to a boundary does. */
    public <T> T inTransaction(Supplier<T> work) {
        return database.inTransaction(work);
    }

    /** The settings of a world, with some changed. */
    public static Settings settings(Map<String, String> changed) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "FRACTAL_HOME",
                temporaryFolder(),
                "FRACTAL_SANDBOX",
                "off",
                "DATABASE_URL",
                "postgresql://localhost/unused",
                "TWILIO_ACCOUNT_SID",
                ACCOUNT,
                "TWILIO_AUTH_TOKEN",
                "0123456789abcdef0123456789abcdef",
                "TWILIO_PHONE_NUMBER",
                SMS_SENDER,
                "TWILIO_WHATSAPP_NUMBER",
                "whatsapp:" + WHATSAPP_SENDER,
                "API_KEY_SECRET",
                "a-secret-for-tests-a-secret-for-tests",
                "WEBHOOK_SIGNING_SECRET",
                "b-secret-for-tests-b-secret-for-tests",
                "JWT_SECRET",
                "c-secret-for-tests-c-secret-for-tests"));
        values.putAll(changed);
        return Settings.of(values);
    }

    /** Somebody's SMS arrives. */
    public WebhookResponse sms(String sid, String from, String body) {
        return webhook(Map.of("MessageSid", sid, "From", from, "To", SMS_SENDER, "Body", body));
    }

    /** Somebody's WhatsApp message arrives. */
    public WebhookResponse whatsapp(String sid, String from, String profileName, String body) {
        return webhook(Map.of(
                "MessageSid",
                sid,
                "From",
                "whatsapp:" + from,
                "To",
                "whatsapp:" + WHATSAPP_SENDER,
                "ProfileName",
                profileName,
                "Body",
                body));
    }

    /** The provider reports on a message. */
    public WebhookResponse report(String sid, String status, String... more) {
        Map<String, String> parameters = new TreeMap<>(Map.of("MessageSid", sid, "MessageStatus", status));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return webhook(parameters);
    }

    /** A signed webhook of the account arrives. */
    public WebhookResponse webhook(Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.putIfAbsent("AccountSid", ACCOUNT);
        return receive(FakeProvider.signed(all));
    }

    /** A webhook arrives. */
    public WebhookResponse receive(RawWebhook webhook) {
        try {
            return get(Receiving.class).incoming("twilio", webhook);
        } catch (MalformedWebhookException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /** Somebody asks to send. */
    public SentMessage send(SendRequest request) {
        return get(SendBatches.class).send(workspaceId, request);
    }

    /** Somebody asks to send a text by SMS. */
    public UUID send(String to, String body) {
        return send(SendRequest.of(Addressee.at(to).on("SMS"), Content.text(body)))
                .message()
                .id();
    }

    /** The dispatcher comes round with the work of sending a message. */
    public OutboxResult dispatch(UUID messageId) {
        return get(SendHandler.class).handle(work(messageId, 1, false));
    }

    /** A piece of the work of sending a message. */
    public OutboxWork work(UUID messageId, int attempt, boolean recovered) {
        return new OutboxWork(
                UUID.randomUUID(),
                workspaceId,
                "send",
                messageId,
                UUID.randomUUID(),
                Lane.CONVERSATION,
                attempt,
                recovered,
                clock.instant());
    }

    /** The number that a query yields in a column called {@code n}. */
    public long count(String query, Object... arguments) {
        return inTransaction(() -> Sql.on(database.entities()).count(query, arguments));
    }

    /** The texts of the only column {@code t} of a query. */
    public List<String> texts(String query, Object... arguments) {
        return inTransaction(() -> Sql.on(database.entities()).list(query, (Row row) -> row.text("t"), arguments));
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("fractal-test").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class OnePlugin extends PluginHost {

        @Override
        public Optional<ChannelAdapterFactory> channelFactory(String name) {
            return name.equals("twilio") ? Optional.of(provider) : Optional.empty();
        }

        @Override
        public ChannelAdapter adapter(String name, ProviderAccount account) {
            return provider;
        }
    }
}
