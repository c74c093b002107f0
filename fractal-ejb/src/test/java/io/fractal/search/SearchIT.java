package io.fractal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.conversations.MessageIndex;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void peopleHaveWritten() {
        world = new MessagingWorld(DATABASE);
        world.whatsapp(
                "SM1", "+491713920001", "Marlene Vogt-Krüger", "Meine Rechnungen RE-2024-117 sind <b>bezahlt</b>");
        world.clock.advance(Duration.ofMinutes(1));
        world.sms("SM2", "+12125550116", "The children were waiting for their invoices at anna.meier@shop.example");
        world.clock.advance(Duration.ofMinutes(1));
        world.sms("SM3", "+491713920002", "Häuser und Größe: https://shop.example/häuser?id=4711");
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "Rechnung, Meine",
        "rechnungen bezahlt, Meine",
        "117, Meine",
        "re-2024, Meine",
        "2024-117, Meine",
        "rech, Meine",
        "child, The",
        "children wait, The",
        "invoice, The",
        "anna.meier@shop.example, The",
        "meier, The",
        "haus, Häuser",
        "Häuser, Häuser",
        "groß, Häuser",
        "4711, Häuser",
        "shop.example/häuser, Häuser"
    })
    void aMessageIsFoundByItsWordsInAnyForm(String typed, String firstWord) {
        List<SearchHit> found = find(typed, EnumSet.of(SearchType.MESSAGES)).items();

        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).snippet().startsWith(firstWord), found.get(0)::snippet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "' or 1=1 --", ":* & !", "(((", "❤️", "\\", "ungesagt", "bezahlt ungesagt"})
    void nothingIsFoundByAccidentAndNothingBreaks(String typed) {
        assertEquals(List.of(), find(typed, EnumSet.allOf(SearchType.class)).items());
    }

    @Test
    void theWordsThatWereFoundAreMarkedInPlainText() {
        SearchHit hit =
                find("rechnung", EnumSet.of(SearchType.MESSAGES)).items().get(0);

        assertEquals(List.of("Rechnungen"), marked(hit));
        assertTrue(hit.snippet().contains("<b>"), "as it was written: whoever shows it must not take it for HTML");
        assertEquals(
                List.of("children", "waiting"),
                marked(find("children wait", EnumSet.of(SearchType.MESSAGES))
                        .items()
                        .get(0)));
    }

    @Test
    void peopleAreFoundByNameAndByNumberInAnySpelling() {
        for (String typed : List.of(
                "vogt", "Krüger", "marlene vo", "+49 171 3920001", "0171/3920001", "00491713920001", "920001")) {
            List<SearchHit> found = find(typed, EnumSet.of(SearchType.CONTACTS, SearchType.CONVERSATIONS))
                    .items();
            assertEquals(2, found.size(), typed);
            found.forEach(hit -> assertEquals("Marlene Vogt-Krüger", hit.contactName()));
            assertEquals(found.get(0).conversationId(), found.get(1).conversationId());
        }
    }

    @Test
    void everythingIsReadOnceFromTheCursorAlthoughMoreArrives() {
        for (int i = 0; i < 7; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            world.sms("SN" + i, "+49171392010" + i, "Sonderfall" + " Sonderfall".repeat(i % 3) + " Nummer " + i);
        }
        Page<SearchHit> page = find("sonderfall", EnumSet.allOf(SearchType.class), Paging.page(1, 2));
        assertEquals(7, page.total());
        assertTrue(page.totalExact());
        List<UUID> read = new ArrayList<>(ids(page));
        while (page.next() != null) {
            world.clock.advance(Duration.ofSeconds(1));
            world.sms("SX" + read.size(), "+491713920100", "Sonderfall Sonderfall Sonderfall");
            page = find(
                    "sonderfall",
                    EnumSet.allOf(SearchType.class),
                    Paging.after(Cursor.parse(page.next().encoded()), 2));
            read.addAll(ids(page));
        }
        assertEquals(7, read.size());
        assertEquals(7, Set.copyOf(read).size());
    }

    @Test
    void whatIsWrittenIsFoundAtOnceAndTheIndexerFindsNothingLeft() {
        assertEquals(3, world.get(MessageIndex.class).fill(10));
        assertTrue(world.get(MessageIndex.class).written() >= 0, "the statistics know the table");
        world.sms("SM9", "+491713920001", "Zwischenruf");

        assertEquals(
                1, find("zwischenruf", EnumSet.of(SearchType.MESSAGES)).items().size());
        assertEquals(0, world.get(MessageIndex.class).fill(10));
    }

    @Test
    void whatWasRedactedIsNotFoundAnyMore() {
        assertFalse(find("bezahlt", EnumSet.of(SearchType.MESSAGES)).items().isEmpty());

        world.texts("update message set body = null where body like '%bezahlt%' returning status as t");

        assertEquals(List.of(), find("bezahlt", EnumSet.of(SearchType.MESSAGES)).items());
        assertEquals(
                0,
                world.count("select count(*) as n from message_search where message_id in"
                        + " (select id from message where body is null)"));
    }

    @Test
    void anotherWorkspaceFindsNothing() {
        Page<SearchHit> found = world.get(Search.class)
                .find(
                        UUID.randomUUID(),
                        new SearchRequest("rechnung", EnumSet.allOf(SearchType.class)),
                        Paging.page(1, 9));

        assertEquals(List.of(), found.items());
    }

    private static List<String> marked(SearchHit hit) {
        return hit.highlights().stream()
                .map(mark -> hit.snippet().substring(mark.start(), mark.start() + mark.length()))
                .toList();
    }

    private static List<UUID> ids(Page<SearchHit> page) {
        return page.items().stream().map(SearchHit::id).toList();
    }

    private Page<SearchHit> find(String text, Set<SearchType> types) {
        return find(text, types, Paging.page(1, 20));
    }

    private Page<SearchHit> find(String text, Set<SearchType> types, Paging paging) {
        return world.get(Search.class).find(world.workspaceId, new SearchRequest(text, types), paging);
    }
}
