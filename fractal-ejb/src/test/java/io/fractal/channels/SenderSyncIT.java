package io.fractal.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageView;
import io.fractal.database.Paging;
import io.fractal.sending.Addressee;
import io.fractal.sending.Content;
import io.fractal.sending.SendRefusedException;
import io.fractal.sending.SendRequest;
import io.fractal.sending.Via;
import io.fractal.spi.ChannelType;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderSender.Kind;
import io.fractal.testing.FakeSenders;
import io.fractal.testing.FakeTemplates;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Senders as Fractal follows them from their provider, and which of them writes. */
class SenderSyncIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String OTHER = "+4915799900003";
    private static final String SWISS = "+41791234567";

    private MessagingWorld world;
    private FakeSenders provider;

    @BeforeEach
    void start() {
        world = new MessagingWorld(DATABASE);
        provider = world.provider.senders;
        provider.put("PN1", Kind.LONG_CODE, MessagingWorld.SMS_SENDER);
        provider.put("PN2", Kind.LONG_CODE, OTHER);
        provider.put("PN3", Kind.TOLL_FREE, "+18005550100");
        provider.put("SC1", Kind.SHORT_CODE, "74443");
        provider.put("AI1", Kind.ALPHANUMERIC, "FRACTAL");
        provider.put("MG1", Kind.POOL, "MG1");
    }

    @Test
    void a_sync_takes_over_what_is_there_and_retires_what_is_gone_but_not_what_the_settings_name() {
        assertEquals(new SenderSync.Report(5, 1, 0, 6), sync());
        assertEquals(new SenderSync.Report(0, 6, 0, 6), sync());

        UUID other = sender(OTHER).id();
        provider.kept.remove("PN1");
        provider.kept.remove("PN2");
        assertEquals(new SenderSync.Report(0, 4, 1, 4), sync());
        assertNotNull(sender(OTHER).retiredAt());
        assertNull(sender(MessagingWorld.SMS_SENDER).retiredAt());
        assertNull(sender(MessagingWorld.WHATSAPP_SENDER).retiredAt());

        DATABASE.doInTransaction(world.get(SenderBootstrap.class)::run);
        assertNotNull(sender(OTHER).retiredAt(), "a start must not bring back what the provider does not have");
        provider.put("PN2", Kind.LONG_CODE, OTHER);
        assertEquals(new SenderSync.Report(1, 4, 0, 5), sync());
        assertEquals(other, sender(OTHER).id());
        assertNull(sender(OTHER).retiredAt());
    }

    @Test
    void an_outage_leaves_everything_as_it_is() {
        sync();
        provider.failure = FakeTemplates.outage();

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(ProviderCallException.class, this::sync).kind());
        world.get(SenderSync.class).syncIfDue(world.workspaceId);
        assertNull(sender(OTHER).retiredAt());
    }

    @Test
    void senders_are_listed_by_channel_kind_and_state() {
        sync();

        assertEquals(List.of(Kind.POOL, Kind.WHATSAPP), kinds(new SenderFilter(ChannelType.WHATSAPP, null, null)));
        assertEquals(List.of(Kind.TOLL_FREE), kinds(new SenderFilter(null, Kind.TOLL_FREE, false)));
        assertEquals(List.of(), kinds(new SenderFilter(null, null, true)));
        assertEquals("US", sender("+18005550100").country());
        assertEquals(List.of("MG1"), sender(OTHER).poolIds());
    }

    @Test
    void one_call_points_a_sender_here_and_shows_it() {
        sync();
        assertFalse(sender(OTHER).pointsHere());

        SenderView there = world.get(SenderSync.class)
                .pointHere(world.workspaceId, sender(OTHER).id());
        assertTrue(there.pointsHere());
        assertTrue(there.incomingUrl().endsWith("/webhooks/twilio/incoming"), there.incomingUrl());
        assertEquals(
                ErrorKind.INVALID,
                assertThrows(
                                ProviderCallException.class,
                                () -> world.get(SenderSync.class)
                                        .pointHere(
                                                world.workspaceId,
                                                sender("FRACTAL").id()))
                        .kind());
    }

    @Test
    void what_people_decide_survives_a_sync() {
        sync();
        UUID id = sender(OTHER).id();
        catalog().change(world.workspaceId, id, new SenderChange(true, " Front desk ", true, new BigDecimal("2.5")));
        catalog().change(world.workspaceId, id, new SenderChange(false, null, false, null));
        sync();

        assertEquals("Front desk", sender(OTHER).label());
        assertEquals(0, new BigDecimal("2.5").compareTo(sender(OTHER).ratePerSecond()));
        assertEquals(
                "Name of " + OTHER,
                catalog()
                        .change(world.workspaceId, id, new SenderChange(true, null, false, null))
                        .label());
        assertThrows(
                InvalidRequestException.class,
                () -> catalog().change(world.workspaceId, id, new SenderChange(false, null, true, BigDecimal.ZERO)));
        assertThrows(
                SenderNotFoundException.class,
                () -> catalog().change(UUID.randomUUID(), id, new SenderChange(true, "x", false, null)));
    }

    @Test
    void nobody_chooses_and_the_default_of_the_country_writes_then_that_of_the_channel_then_the_settings() {
        sync();
        UUID other = sender(OTHER).id();
        assertEquals(MessagingWorld.SMS_SENDER, send("+491713920010", Via.ANY).from());

        catalog().makeDefault(world.workspaceId, other, ChannelType.MMS, null);
        assertEquals(OTHER, send("+491713920011", Via.ANY).from());

        catalog().makeDefault(world.workspaceId, sender("FRACTAL").id(), ChannelType.SMS, "ch");
        assertEquals("FRACTAL", send(SWISS, Via.ANY).from());
        assertEquals(OTHER, send("+491713920012", Via.ANY).from());
        assertEquals(
                List.of(new SenderView.Default(ChannelType.SMS, "CH")),
                sender("FRACTAL").defaults());

        catalog().removeDefault(world.workspaceId, other, ChannelType.SMS, null);
        assertEquals(MessagingWorld.SMS_SENDER, send("+491713920013", Via.ANY).from());
        assertThrows(
                InvalidRequestException.class,
                () -> catalog().makeDefault(world.workspaceId, other, ChannelType.WHATSAPP, null));
        assertThrows(
                InvalidRequestException.class,
                () -> catalog().makeDefault(world.workspaceId, other, ChannelType.SMS, "XX"));
    }

    @Test
    void a_contact_goes_on_hearing_from_the_sender_it_knows() {
        sync();
        send("+491713920020", new Via(sender(OTHER).id(), null, null));

        assertEquals(OTHER, send("+491713920020", Via.ANY).from());
        assertEquals(MessagingWorld.SMS_SENDER, send("+491713920021", Via.ANY).from());
    }

    @Test
    void a_name_is_never_habit_because_nobody_can_answer_it() {
        sync();
        assertEquals(
                "FRACTAL", send("+491713920030", new Via(null, "FRACTAL", null)).from());
        assertEquals(MessagingWorld.SMS_SENDER, send("+491713920030", Via.ANY).from());
    }

    @Test
    void a_pool_is_chosen_by_its_id_at_the_provider_and_by_ours() {
        sync();
        for (Via via : List.of(new Via(null, "MG1", null), new Via(sender("MG1").id(), null, null))) {
            MessageView message = send("+491713920040", via);
            world.dispatch(message.id());
            OutboundMessage handed = world.provider.received.get(world.provider.received.size() - 1);
            assertEquals(Optional.of("MG1"), handed.poolId());
            assertEquals(Optional.empty(), handed.from());
        }
    }

    @Test
    void a_retired_sender_and_one_of_another_channel_are_refused() {
        sync();
        UUID other = sender(OTHER).id();
        provider.kept.remove("PN2");
        sync();

        assertThrows(SendRefusedException.class, () -> send("+491713920050", new Via(other, null, null)));
        assertThrows(
                SendRefusedException.class,
                () -> world.send(SendRequest.of(Addressee.at("+491713920050").on("RCS"), Content.text("Hello"))
                        .via(new Via(sender(MessagingWorld.SMS_SENDER).id(), null, null))));
    }

    private MessageView send(String to, Via via) {
        return world.send(SendRequest.of(Addressee.at(to).on("SMS"), Content.text("Hello"))
                        .via(via))
                .message();
    }

    private SenderView sender(String address) {
        return catalog().list(world.workspaceId, SenderFilter.ALL, Paging.page(1, 100)).items().stream()
                .filter(sender -> sender.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private List<Kind> kinds(SenderFilter filter) {
        return catalog().list(world.workspaceId, filter, Paging.page(1, 100)).items().stream()
                .map(SenderView::kind)
                .toList();
    }

    private SenderSync.Report sync() {
        return world.get(SenderSync.class).sync(world.workspaceId);
    }

    private SenderCatalog catalog() {
        return world.get(SenderCatalog.class);
    }
}
