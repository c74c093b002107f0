package io.fractal.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.configuration.Settings;
import io.fractal.spi.ChannelType;
import io.fractal.testing.Beans;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendersIT {

    private static final String POOL = "MG00000000000000000000000000000001";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @Test
    void startingAgainChangesNothing() {
        MessagingWorld world = new MessagingWorld(DATABASE);
        startAgain(Map.of());

        assertEquals(2, world.count("select count(*) as n from sender"));
        assertEquals(1, world.count("select count(*) as n from provider_account"));
    }

    @Test
    void aChangedNumberBecomesTheDefaultAndTheEarlierOneStillReceives() {
        MessagingWorld world = new MessagingWorld(DATABASE);
        world.sms("SM1", MessagingWorld.PERSON, "An die alte Nummer");

        Beans again = startAgain(Map.of("TWILIO_PHONE_NUMBER", "+4915799900007"));
        world.sms("SM2", MessagingWorld.PERSON, "Immer noch an die alte Nummer");

        assertEquals("+4915799900007", defaultSender(again, world.workspaceId));
        assertEquals(2, world.count("select count(*) as n from message"));
        assertEquals(0, world.count("select count(*) as n from unassigned_message"));
    }

    @Test
    void anotherAccountPutsTheSendersOfTheFirstOutOfUseUntilItComesBack() {
        MessagingWorld world = new MessagingWorld(DATABASE);
        Map<String, String> other = Map.of(
                "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000002", "TWILIO_PHONE_NUMBER", "+4915799900008");

        assertEquals("+4915799900008", defaultSender(startAgain(other), world.workspaceId));
        assertEquals(
                List.of("+4915799900001"),
                world.texts("select address as t from sender where retired_at is not null and channel_type = 'SMS'"));

        assertEquals(MessagingWorld.SMS_SENDER, defaultSender(startAgain(Map.of()), world.workspaceId));
    }

    @Test
    void aWebhookFindsItsAccountByTheSenderPoolAndWithoutOne() {
        MessagingWorld world = new MessagingWorld(DATABASE, Map.of("TWILIO_MESSAGING_SERVICE_SID", POOL));
        Map<String, String> message =
                Map.of("From", MessagingWorld.PERSON, "To", MessagingWorld.SMS_SENDER, "Body", "Hallo");

        assertEquals(200, webhook(world, message, "SM1", MessagingWorld.ACCOUNT, POOL));
        assertEquals(200, webhook(world, message, "SM2", MessagingWorld.ACCOUNT, "MG_UNKNOWN"));
        assertEquals(200, webhook(world, message, "SM3", "AC_SUBACCOUNT", POOL));

        assertEquals(3, world.count("select count(*) as n from message"));
    }

    private static int webhook(
            MessagingWorld world, Map<String, String> message, String sid, String account, String pool) {
        Map<String, String> parameters = new java.util.TreeMap<>(message);
        parameters.put("MessageSid", sid);
        parameters.put("AccountSid", account);
        parameters.put("MessagingServiceSid", pool);
        return world.webhook(parameters).status();
    }

    private static String defaultSender(Beans beans, UUID workspaceId) {
        Optional<SenderRef> sender = DATABASE.inTransaction(() -> beans.get(Senders.class).inUse(workspaceId).stream()
                .filter(candidate -> candidate.channel() == ChannelType.SMS)
                .findFirst());
        return sender.orElseThrow().address();
    }

    private static Beans startAgain(Map<String, String> changed) {
        Beans beans = DATABASE.beans().with(Settings.class, MessagingWorld.settings(changed));
        DATABASE.doInTransaction(beans.get(SenderBootstrap.class)::run);
        return beans;
    }
}
