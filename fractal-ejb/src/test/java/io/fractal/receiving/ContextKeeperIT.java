package io.fractal.receiving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Json;
import io.fractal.spi.InboundContext;
import io.fractal.spi.InboundContext.Interaction;
import io.fractal.spi.InboundContext.InteractionKind;
import io.fractal.spi.InboundContext.Location;
import io.fractal.spi.InboundContext.OptOut;
import io.fractal.spi.InboundContext.Referral;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of that which a channel tells beside a text. */
class ContextKeeperIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        world.react(world.get(ContextKeeper.class));
    }

    @Test
    void aMessageKnowsWhichOneItAnswers() {
        arrives("SM1", "Shall we?", InboundContext.NONE);
        arrives("SM2", "Yes", context(Optional.of("SM1"), Optional.empty(), Optional.empty(), Optional.empty()));

        MessageView answer = message("SM2");
        assertEquals(message("SM1").id(), answer.replyToMessageId());
        assertEquals(Map.of("repliedTo", "SM1"), Json.read(answer.contextJson()));
    }

    @Test
    void anAnswerToAMessageThatFractalNeverHadKeepsTheProvidersId() {
        arrives("SM2", "Yes", context(Optional.of("SM9"), Optional.empty(), Optional.empty(), Optional.empty()));

        assertNull(message("SM2").replyToMessageId());
        assertEquals(Map.of("repliedTo", "SM9"), Json.read(message("SM2").contextJson()));
    }

    @Test
    void aChoiceAPlaceAndAnOriginAreKeptAndReadableWhereNoTextCame() {
        Interaction chosen = new Interaction(InteractionKind.LIST, "slot-2", "Tuesday");
        Location place = new Location(52.5, 13.25, Optional.empty(), Optional.of("Fernsehturm"));
        Referral origin = new Referral(
                Optional.of("A1"), Optional.of("ad"), Optional.empty(), Optional.of("Summer"), Optional.empty());
        arrives("SM1", "", context(Optional.empty(), Optional.of(chosen), Optional.empty(), Optional.of(origin)));
        arrives("SM2", "", context(Optional.empty(), Optional.empty(), Optional.of(place), Optional.empty()));

        assertEquals("Tuesday", message("SM1").body());
        assertEquals(
                Map.of(
                        "interaction",
                        Map.of("kind", "LIST", "id", "slot-2", "title", "Tuesday"),
                        "referral",
                        Map.of("sourceId", "A1", "sourceType", "ad", "headline", "Summer")),
                Json.read(message("SM1").contextJson()));
        assertEquals("Fernsehturm, 52.5, 13.25", message("SM2").body());
        assertEquals(
                Map.of(
                        "location",
                        Map.of(
                                "latitude",
                                new BigDecimal("52.5"),
                                "longitude",
                                new BigDecimal("13.25"),
                                "label",
                                "Fernsehturm")),
                Json.read(message("SM2").contextJson()));
        assertEquals(
                List.of("Fernsehturm, 52.5, 13.25"), world.texts("select last_message_preview as t from conversation"));
    }

    @Test
    void whereAChannelTellsNothingThereIsNothing() {
        arrives("SM1", "Hi", InboundContext.NONE);
        arrives(
                "SM2",
                "STOP",
                new InboundContext(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(OptOut.STOP),
                        Set.of("DE.1A2B")));

        assertNull(message("SM1").contextJson());
        assertNull(message("SM2").contextJson());
    }

    private void arrives(String sid, String body, InboundContext context) {
        world.provider.onContext = context;
        world.whatsapp(sid, MessagingWorld.PERSON, "Marlene Vogt", body);
    }

    private MessageView message(String sid) {
        return world
                .texts("select cast(id as text) as t from message where provider_message_id = '" + sid + "'")
                .stream()
                .map(UUID::fromString)
                .flatMap(id -> world.get(Messages.class).find(world.workspaceId, id).stream())
                .map(MessageDetail::message)
                .findFirst()
                .orElseThrow();
    }

    private static InboundContext context(
            Optional<String> repliedTo,
            Optional<Interaction> chosen,
            Optional<Location> place,
            Optional<Referral> origin) {
        return new InboundContext(repliedTo, chosen, place, origin, Optional.empty(), Set.of());
    }
}
