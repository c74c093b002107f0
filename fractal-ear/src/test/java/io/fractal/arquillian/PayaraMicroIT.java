package io.fractal.arquillian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.MessageFilter;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Paging;
import io.fractal.database.Transactions;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.product.Deadline;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioAccount;
import io.fractal.product.TwilioSignature;
import io.fractal.product.TwilioWebhooks;
import io.fractal.receiving.InvalidSignatureException;
import io.fractal.receiving.Receiving;
import io.fractal.sending.Addressee;
import io.fractal.sending.Content;
import io.fractal.sending.SendRequest;
import io.fractal.sending.Sending;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import io.fractal.tenancy.Workspaces;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The two straight lines and their transactions, seen from inside the server that the runnable jar carries. */
@ExtendWith({ContainerSetup.class, ArquillianExtension.class})
class PayaraMicroIT {

    private static final TwilioAccount ACCOUNT =
            TwilioAccount.ofSandbox(RunningFractal.WEBHOOK_SIGNING_SECRET.replace(' ', '-'));

    @Inject
    private Receiving receiving;

    @Inject
    private Sending sending;

    @Inject
    private Messages messages;

    @Inject
    private Workspaces workspaces;

    @Inject
    private EventLog events;

    @Inject
    private Transactions transactions;

    @Inject
    private DoorbellWitness witness;

    @Inject
    private StoredRows rows;

    @Resource
    private UserTransaction transaction;

    @Resource
    private ManagedExecutorService threads;

    private final String number = Handset.newNumber();
    private final String text = Handset.text("From inside.");

    /** The WAR as it is shipped, with the tests and what they need; strangers may call the servlet that runs them. */
    @Deployment
    static WebArchive application() {
        WebArchive war = ShrinkWrap.create(ZipImporter.class, "fractal.war")
                .importFrom(new File(System.getProperty("fractal.war", "target/fractal.war")))
                .as(WebArchive.class)
                .addPackage(PayaraMicroIT.class.getPackage())
                .addPackage(RunningFractal.class.getPackage())
                .addAsLibraries(jarOf(Awaitility.class), jarOf(Matcher.class));
        return withoutAuthentication(war);
    }

    private static WebArchive withoutAuthentication(WebArchive war) {
        String descriptor;
        try (InputStream shipped = war.get("WEB-INF/web.xml").getAsset().openStream()) {
            descriptor = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The descriptor of fractal.war cannot be read", unreadable);
        }
        String open = descriptor.replaceFirst(
                "<filter-mapping>\\s*<filter-name>authentication</filter-name>\\s*<url-pattern>[^<]*</url-pattern>\\s*</filter-mapping>",
                "");
        war.delete("WEB-INF/web.xml");
        return war.setWebXML(new StringAsset(open));
    }

    @Test
    void a_webhook_is_persisted_with_everything_that_belongs_to_it() throws Exception {
        WebhookResponse answer = receiving.incoming("twilio", signed(webhook()));

        assertEquals(200, answer.status());
        MessageView message = stored().get(0);
        MessageDetail detail = messages.find(workspace(), message.id()).orElseThrow();
        assertEquals(number, message.from());
        assertEquals(1, detail.statusHistory().size());
        assertEquals(1, rows.about("event", "message_id", message.id()));
        Deadline.await("the doorbell", () -> witness.hasRead(message.id()), read -> read);
    }

    @Test
    void ten_identical_webhooks_at_once_are_one_message() throws Exception {
        RawWebhook webhook = signed(webhook());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<WebhookResponse>> running = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            running.add(threads.submit(() -> {
                start.await();
                return receiving.incoming("twilio", webhook);
            }));
        }
        start.countDown();

        for (Future<WebhookResponse> one : running) {
            assertEquals(200, one.get().status());
        }
        assertEquals(1, stored().size());
        assertEquals(1, rows.about("status_event", "message_id", stored().get(0).id()));
    }

    @Test
    void a_forged_webhook_leaves_no_row_anywhere() {
        RawWebhook forged = request(webhook(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        assertThrows(InvalidSignatureException.class, () -> receiving.incoming("twilio", forged));

        assertEquals(0, rows.ofPerson(number));
    }

    @Test
    void a_message_goes_through_the_outbox_to_the_provider_and_comes_back_as_delivered() {
        MessageView accepted = sending.send(workspace(), request()).message();

        MessageDetail delivered = Deadline.await(
                "the message is delivered",
                () -> messages.find(workspace(), accepted.id()).orElseThrow(),
                detail -> "DELIVERED".equals(detail.message().status()));

        assertEquals("TAKEN", delivered.attempts().get(0).outcome());
        Deadline.await("all work on it is done", () -> rows.unfinishedWork(accepted.id()), left -> left == 0);
    }

    @Test
    void a_send_that_is_rolled_back_leaves_nothing_behind_and_wakes_nobody() throws Exception {
        transaction.begin();
        UUID id = sending.send(workspace(), request()).message().id();
        transaction.rollback();

        assertEquals(0, rows.ofPerson(number));
        assertEquals(0, rows.about("outbox", "subject_id", id));
        assertEquals(0, rows.about("status_event", "message_id", id));
        // an event that comes later has been read, so the one rolled back would have been, too
        MessageView later = sending.send(workspace(), request()).message();
        Deadline.await("a later event", () -> witness.hasRead(later.id()), read -> read);
        assertFalse(witness.hasRead(id));
        assertTrue(messages.find(workspace(), id).isEmpty());
    }

    @Test
    void a_reader_of_the_log_hears_of_an_event_only_after_its_commit() throws Exception {
        UUID subject = UUID.randomUUID();
        transaction.begin();
        events.append(workspace(), new NewEvent("test.happened", null, subject, null, Map.of()));
        UUID other = UUID.randomUUID();
        transactions.doInNew(
                () -> events.append(workspace(), new NewEvent("test.happened", null, other, null, Map.of())));
        assertFalse(witness.hasRead(subject));
        transaction.commit();

        Deadline.await("the event", () -> witness.hasRead(subject), read -> read);
        Deadline.await("the other event, which became readable with it", () -> witness.hasRead(other), read -> read);
    }

    @Test
    void the_log_takes_nothing_outside_a_transaction() {
        assertThrows(
                EJBException.class,
                () -> events.append(workspace(), new NewEvent("test.happened", null, null, null, Map.of())));
    }

    @Test
    void the_first_start_made_one_workspace_one_owner_one_key_and_one_account() {
        assertEquals(1, workspaces.all().size());
        assertEquals(1, rows.in("app_user"));
        assertEquals(1, rows.in("api_key"));
        assertEquals(1, rows.in("provider_account"));
        assertEquals(2, rows.in("sender"));
    }

    private UUID workspace() {
        return workspaces.first().getId();
    }

    private SendRequest request() {
        return SendRequest.of(Addressee.at(number).on("SMS"), Content.text(text));
    }

    private List<MessageView> stored() {
        return messages.list(
                        workspace(),
                        new MessageFilter(null, null, null, null, null, text, null, null),
                        Paging.page(1, 50))
                .items();
    }

    private Map<String, String> webhook() {
        String sid = TwilioWebhooks.newSid();
        return Map.of(
                "MessageSid",
                sid,
                "SmsSid",
                sid,
                "AccountSid",
                ACCOUNT.sid(),
                "From",
                number,
                "To",
                ACCOUNT.smsNumber(),
                "Body",
                text,
                "NumMedia",
                "0",
                "SmsStatus",
                "received",
                "ApiVersion",
                "2010-04-01");
    }

    private static RawWebhook signed(Map<String, String> parameters) {
        return request(parameters, TwilioSignature.of(ACCOUNT.authToken(), url(), parameters));
    }

    private static RawWebhook request(Map<String, String> parameters, String signature) {
        Map<String, List<String>> form = parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, parameter -> List.of(parameter.getValue())));
        return new RawWebhook(
                "POST",
                url(),
                "/incoming",
                Map.of(
                        "x-twilio-signature", List.of(signature),
                        "content-type", List.of("application/x-www-form-urlencoded")),
                Map.of(),
                form,
                "".getBytes(StandardCharsets.UTF_8));
    }

    private static String url() {
        return System.getProperty("APP_URL") + TwilioWebhooks.INCOMING;
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException odd) {
            throw new IllegalStateException("The jar of " + type + " cannot be found", odd);
        }
    }
}
