package io.fractal.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.channels.PhoneNumbers;
import io.fractal.conversations.MessageDirection;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoScriptTest {

    private static final Path HANDSETS = Path.of(
            "../fractal-plugins/twilio-sandbox/src/main/resources/io/fractal/plugins/twilio/sandbox/handsets.json");

    private final List<DemoPerson> people = DemoScript.read();

    @Test
    void thePeopleAreThoseWhoseHandsetsTheSandboxPlays() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(HANDSETS))) {
            List<JsonObject> handsets = reader.readArray().getValuesAs(JsonObject.class);
            assertEquals(
                    handsets.stream()
                            .map(h -> h.getString("name") + " " + h.getString("number"))
                            .toList(),
                    people.stream().map(p -> p.name() + " " + p.number()).toList());
            for (int i = 0; i < handsets.size(); i++) {
                List<String> channels = handsets.get(i).getJsonArray("channels").getValuesAs(JsonString::getString);
                DemoPerson person = people.get(i);
                assertEquals(handsets.get(i).getString("locale"), person.locale());
                assertTrue(
                        channels.containsAll(person.messages().stream()
                                .map(message -> message.channel().name())
                                .collect(Collectors.toSet())),
                        person.name() + " writes on a channel that the handset has not");
            }
        }
    }

    @Test
    void everyConversationGoesForwardInTimeAndEndsBeforeTheStart() {
        for (DemoPerson person : people) {
            for (int i = 1; i < person.messages().size(); i++) {
                assertTrue(
                        person.messages()
                                        .get(i)
                                        .age()
                                        .compareTo(person.messages().get(i - 1).age())
                                < 0,
                        person.name() + ", message " + (i + 1));
            }
            assertTrue(person.messages().get(person.messages().size() - 1).age().toMinutes() >= 4, person.name());
        }
    }

    @Test
    void onlyWhatStandsAtTheEndIsUnread() {
        for (DemoPerson person : people) {
            List<Boolean> unread =
                    person.messages().stream().map(DemoMessage::unread).toList();
            int first = unread.indexOf(true);
            if (first >= 0) {
                assertTrue(
                        unread.subList(first, unread.size()).stream().allMatch(Boolean::booleanValue), person.name());
                assertEquals(
                        MessageDirection.INBOUND, person.messages().get(first).direction());
            }
        }
    }

    @Test
    void everyNumberIsOneThatNumberLibrariesAccept() {
        for (DemoPerson person : people) {
            assertEquals(Optional.of(person.number()), PhoneNumbers.canonical(person.number(), "DE"), person.name());
        }
    }

    @Test
    void segmentsAreCountedAsTheNetworkDoes() {
        assertEquals(1, DemoPrices.segments("ä".repeat(160)));
        assertEquals(2, DemoPrices.segments("ä".repeat(161)));
        assertEquals(2, DemoPrices.segments("€".repeat(81)), "a euro sign counts twice");
        assertEquals(1, DemoPrices.segments("×".repeat(70)));
        assertEquals(2, DemoPrices.segments("×".repeat(71)));
    }
}
