package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fractal.plugins.twilio.FakeTwilio.Answer;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.TemplateApproval;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.TemplateDraft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates as the Content API tells and takes them. */
class ContentTemplatesTest {

    private static final String SID = "HX" + "a".repeat(32);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeTwilio twilio = new FakeTwilio();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void theListIsReadToItsLastPageWithApprovals() throws Exception {
        String next = "https://content.twilio.com/v1/ContentAndApprovals?PageSize=100&Page=1&PageToken=a%2Bb";
        twilio.answers(
                Answer.of(
                        200,
                        "{\"contents\":[" + content("{\"twilio/text\":{\"body\":\"Hi {{1}}\"}}", approval("approved"))
                                + "],\"meta\":{\"next_page_url\":\"" + next + "\"}}"),
                Answer.of(
                        200,
                        "{\"contents\":[" + content("{\"twilio/new-kind\":{\"x\":1}}", "{}")
                                + "],\"meta\":{\"next_page_url\":null}}"));

        List<ProviderTemplate> templates = directory().list();

        assertEquals(2, templates.size());
        ProviderTemplate first = templates.get(0);
        assertEquals(SID, first.id());
        assertEquals("order_update", first.name());
        assertEquals("de", first.language());
        assertEquals(
                new TemplateContent("twilio/text", "Hi {{1}}", List.of(), Optional.empty(), List.of()),
                first.content());
        assertEquals(Map.of("1", "Zoë"), first.samples());
        assertEquals(
                new TemplateApproval(Status.APPROVED, "approved", Optional.of("UTILITY"), Optional.empty()),
                first.approval());
        assertEquals(Instant.parse("2026-01-13T23:33:46Z"), first.updatedAt());
        ProviderTemplate second = templates.get(1);
        assertEquals(
                new TemplateContent("twilio/new-kind", "", List.of(), Optional.empty(), List.of()), second.content());
        assertEquals(Status.UNSUBMITTED, second.approval().status());
        assertEquals(
                1,
                JSON.readTree(second.rawJson()).at("/types/twilio~1new-kind/x").asInt(),
                "what is not known is kept");
        assertEquals(
                List.of(
                        "/content/v1/ContentAndApprovals?PageSize=100",
                        "/content/v1/ContentAndApprovals?PageSize=100&Page=1&PageToken=a%2Bb"),
                twilio.asked.stream().map(FakeTwilio.Asked::target).toList());
    }

    @Test
    void pagesThatLeadInACircleAreNotFollowedForever() {
        String next = "https://content.twilio.com/v1/ContentAndApprovals?Page=1";
        for (int i = 0; i < 5; i++) {
            twilio.answers(Answer.of(200, "{\"contents\":[],\"meta\":{\"next_page_url\":\"" + next + "\"}}"));
        }

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(ProviderFailedException.class, () -> directory().list())
                        .kind());
        assertEquals(2, twilio.asked.size());
    }

    @ParameterizedTest
    @CsvSource({
        "unsubmitted, UNSUBMITTED",
        "received, PENDING",
        "pending, PENDING",
        "APPROVED, APPROVED",
        "rejected, REJECTED",
        "paused, PAUSED",
        "disabled, DISABLED",
        "in_review, PENDING"
    })
    void everyWordForAnApprovalHasItsState(String word, Status status) throws Exception {
        twilio.answers(Answer.of(
                200,
                "{\"contents\":[" + content("{\"twilio/text\":{\"body\":\"x\"}}", approval(word)) + "],\"meta\":{}}"));

        TemplateApproval approval = directory().list().get(0).approval();

        assertEquals(status, approval.status());
        assertEquals(word, approval.providerStatus());
    }

    @Test
    void quickRepliesListsAndCallsToActionKeepTheirEntries() throws Exception {
        assertEquals(
                new TemplateContent(
                        "twilio/quick-reply",
                        "Shall we?",
                        List.of(),
                        Optional.empty(),
                        List.of(
                                new Action(ActionKind.QUICK_REPLY, "Yes", Optional.of("yes"), Optional.empty()),
                                new Action(ActionKind.QUICK_REPLY, "No", Optional.empty(), Optional.empty()))),
                read("""
                        {"twilio/quick-reply":{"body":"Shall we?","actions":[
                        {"type":"QUICK_REPLY","title":"Yes","id":"yes"},{"title":"No"}]}}"""));
        assertEquals(
                new TemplateContent(
                        "twilio/list-picker",
                        "When?",
                        List.of(),
                        Optional.of("Choose"),
                        List.of(new Action(
                                ActionKind.LIST_ITEM, "Tuesday", Optional.of("tue"), Optional.of("9 to 5")))),
                read("""
                        {"twilio/list-picker":{"body":"When?","button":"Choose","items":[
                        {"id":"tue","item":"Tuesday","description":"9 to 5"}]}}"""));
        assertEquals(
                List.of(
                        new Action(ActionKind.URL, "Shop", Optional.of("https://x/{{1}}"), Optional.empty()),
                        new Action(ActionKind.PHONE_NUMBER, "Call", Optional.of("+4930"), Optional.empty()),
                        new Action(ActionKind.COPY_CODE, "Copy", Optional.of("A1"), Optional.empty()),
                        new Action(ActionKind.OTHER, "Talk", Optional.empty(), Optional.empty())),
                read("""
                                {"twilio/call-to-action":{"body":"x","actions":[{"type":"URL","title":"Shop","url":"https://x/{{1}}"},
                                {"type":"PHONE_NUMBER","title":"Call","phone":"+4930"},{"type":"COPY_CODE","title":"Copy","code":"A1"},
                                {"type":"VOICE_CALL","title":"Talk"}]}}""").actions());
    }

    @Test
    void cardsCarouselsPlacesAndCodesAreReadAsFarAsTheyGo() throws Exception {
        TemplateContent card = read(
                "{\"twilio/card\":{\"title\":\"Sale\",\"subtitle\":\"Today\",\"media\":[\"https://x/a.jpg\"],\"actions\":[]}}");
        assertEquals("Sale\nToday", card.body());
        assertEquals(List.of("https://x/a.jpg"), card.mediaUrls());
        TemplateContent carousel = read("""
                {"twilio/carousel":{"body":"Look","cards":[{"title":"A","media":"https://x/1.jpg","actions":[{"type":"URL","title":"Go","url":"u"}]},
                {"title":"B","media":"https://x/2.jpg","actions":[{"type":"QUICK_REPLY","title":"Stop","id":"s"}]}]}}""");
        assertEquals(List.of("https://x/1.jpg", "https://x/2.jpg"), carousel.mediaUrls());
        assertEquals(
                List.of("Go", "Stop"),
                carousel.actions().stream().map(Action::title).toList());
        assertEquals(
                "Fernsehturm\nAlexanderplatz",
                read("{\"twilio/location\":{\"latitude\":52.5,\"longitude\":13.4,\"label\":\"Fernsehturm\",\"address\":\"Alexanderplatz\"}}")
                        .body());
        assertEquals(
                new Action(ActionKind.COPY_CODE, "Copy code", Optional.empty(), Optional.empty()),
                read("{\"whatsapp/authentication\":{\"actions\":[{\"type\":\"COPY_CODE\",\"copy_code_text\":\"Copy code\"}]}}")
                        .actions()
                        .get(0));
    }

    @Test
    void ofSeveralTypesTheSubmittedOneElseTheRichestIsMeant() throws Exception {
        String types = "{\"twilio/text\":{\"body\":\"plain\"},\"twilio/media\":{\"body\":\"rich\",\"media\":[\"u\"]}}";

        assertEquals("twilio/media", read(types).type());
        twilio.answers(Answer.of(
                200,
                "{\"contents\":[" + content(types, "{\"status\":\"approved\",\"content_type\":\"twilio/text\"}")
                        + "],\"meta\":{}}"));
        assertEquals("twilio/text", directory().list().get(0).content().type());
    }

    @Test
    void oneTemplateIsFoundWithItsApproval() throws Exception {
        twilio.answers(
                Answer.of(200, content("{\"twilio/text\":{\"body\":\"Hi\"}}", null)),
                Answer.of(
                        200,
                        "{\"sid\":\"" + SID
                                + "\",\"whatsapp\":{\"status\":\"rejected\",\"rejection_reason\":\"INVALID_FORMAT\",\"category\":\"MARKETING\"}}"));

        ProviderTemplate template = directory().find(SID).orElseThrow();

        assertEquals(
                new TemplateApproval(
                        Status.REJECTED, "rejected", Optional.of("MARKETING"), Optional.of("INVALID_FORMAT")),
                template.approval());
        assertEquals("/content/v1/Content/" + SID, twilio.asked.get(0).target());
        assertEquals(
                "/content/v1/Content/" + SID + "/ApprovalRequests",
                twilio.asked.get(1).target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HX1", "../Services", "HXzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"})
    void whatIsNoSidIsNeverAskedFor(String id) throws Exception {
        assertEquals(Optional.empty(), directory().find(id));
        directory().delete(id);
        assertThrows(ProviderFailedException.class, () -> directory().submit(id, "x", "UTILITY"));
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void aTemplateThatIsGoneIsNeitherFoundNorMissedWhenDeleted() throws Exception {
        twilio.answers(
                Answer.of(404, "{\"code\":20404,\"status\":404}"), Answer.of(404, "{\"code\":20404,\"status\":404}"));

        assertEquals(Optional.empty(), directory().find(SID));
        assertDoesNotThrow(() -> directory().delete(SID));
        assertEquals("DELETE", twilio.asked.get(1).method());
    }

    @Test
    void aDraftIsMadeOutOfJsonAndComesBackAsATemplate() throws Exception {
        twilio.answers(Answer.of(201, content("{\"twilio/quick-reply\":{\"body\":\"Hi {{1}}\"}}", null)));
        TemplateContent content = new TemplateContent(
                "twilio/quick-reply",
                "Hi {{1}}",
                List.of(),
                Optional.empty(),
                List.of(
                        new Action(ActionKind.QUICK_REPLY, "Ja", Optional.of("yes"), Optional.empty()),
                        new Action(ActionKind.URL, "Shop", Optional.of("https://x"), Optional.empty())));

        ProviderTemplate made =
                directory().create(new TemplateDraft("order_update", "de", content, Map.of("1", "Zoë")));

        assertEquals(SID, made.id());
        assertEquals(Status.UNSUBMITTED, made.approval().status());
        assertEquals("application/json", twilio.asked.get(0).contentType());
        assertEquals(JSON.readTree("""
                        {"friendly_name":"order_update","language":"de","variables":{"1":"Zoë"},"types":{"twilio/quick-reply":{
                        "body":"Hi {{1}}","actions":[{"type":"QUICK_REPLY","title":"Ja","id":"yes"},{"type":"URL","title":"Shop","url":"https://x"}]}}}"""), JSON.readTree(twilio.asked.get(0).form()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio/text|{'body':'Hi'}",
                "twilio/media|{'body':'Hi','media':['https://x/a.jpg']}",
                "twilio/list-picker|{'body':'Hi','button':'Open','items':[{'id':'v','item':'T','description':'D'}]}",
                "twilio/card|{'title':'Hi','media':['https://x/a.jpg']}",
                "whatsapp/card|{'body':'Hi','media':['https://x/a.jpg']}",
                "whatsapp/authentication|{'actions':[{'type':'COPY_CODE','copy_code_text':'T'}]}"
            })
    void eachKindIsWrittenAsTwilioReadsIt(String type, String expected) throws Exception {
        twilio.answers(Answer.of(201, content("{}", null)));
        boolean list = type.equals("twilio/list-picker") || type.equals("whatsapp/authentication");
        boolean media = type.endsWith("card") || type.endsWith("media");
        ActionKind kind = type.equals("whatsapp/authentication") ? ActionKind.COPY_CODE : ActionKind.LIST_ITEM;
        TemplateContent content = new TemplateContent(
                type,
                "Hi",
                media ? List.of("https://x/a.jpg") : List.of(),
                type.equals("twilio/list-picker") ? Optional.of("Open") : Optional.empty(),
                list ? List.of(new Action(kind, "T", Optional.of("v"), Optional.of("D"))) : List.of());

        directory().create(new TemplateDraft("n", "en", content, Map.of()));

        JsonNode sent = JSON.readTree(twilio.asked.get(0).form()).path("types").path(type);
        assertEquals(JSON.readTree(expected.replace('\'', '"')), sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio/carousel", "twilio/catalog", "whatsapp/flows", "twilio/location", "unknown"})
    void aKindThatADraftCannotHoldIsRefusedWithoutACall(String type) {
        TemplateContent content = new TemplateContent(type, "Hi", List.of(), Optional.empty(), List.of());

        ProviderFailedException failure = assertThrows(
                ProviderFailedException.class,
                () -> directory().create(new TemplateDraft("n", "en", content, Map.of())));

        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertTrue(failure.providerError().orElseThrow().message().orElseThrow().contains(type));
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void approvalIsAskedForByNameAndCategory() throws Exception {
        twilio.answers(
                Answer.of(
                        201,
                        "{\"name\":\"order_update\",\"category\":\"UTILITY\",\"content_type\":\"twilio/text\",\"status\":\"received\",\"rejection_reason\":\"\"}"));

        TemplateApproval approval = directory().submit(SID, "order_update", "UTILITY");

        assertEquals(
                new TemplateApproval(Status.PENDING, "received", Optional.of("UTILITY"), Optional.empty()), approval);
        assertEquals(
                "/content/v1/Content/" + SID + "/ApprovalRequests/whatsapp",
                twilio.asked.get(0).target());
        assertEquals(
                JSON.readTree("{\"name\":\"order_update\",\"category\":\"UTILITY\"}"),
                JSON.readTree(twilio.asked.get(0).form()));
    }

    @Test
    void aLostAnswerWhileMakingIsUnknownAndWhileReadingHarmless() {
        twilio.answers(Answer.of(0, ""), Answer.of(0, ""), Answer.of(200, "[]"));
        TemplateContent text = new TemplateContent("twilio/text", "Hi", List.of(), Optional.empty(), List.of());

        assertEquals(
                ErrorKind.OUTCOME_UNKNOWN,
                assertThrows(
                                ProviderFailedException.class,
                                () -> directory().create(new TemplateDraft("n", "en", text, Map.of())))
                        .kind());
        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(ProviderFailedException.class, () -> directory().list())
                        .kind());
        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(ProviderFailedException.class, () -> directory().list())
                        .kind(),
                "no object");
    }

    private TemplateDirectory directory() {
        return Adapters.at(twilio).templates().orElseThrow();
    }

    private TemplateContent read(String types) throws ProviderFailedException {
        twilio.answers(Answer.of(200, "{\"contents\":[" + content(types, "{}") + "],\"meta\":{}}"));
        return directory().list().get(0).content();
    }

    private static String content(String types, String approval) {
        return "{\"sid\":\"" + SID
                + "\",\"friendly_name\":\"order_update\",\"language\":\"de\",\"variables\":{\"1\":\"Zoë\"},\"date_created\":\"2026-01-01T00:00:00Z\",\"date_updated\":\"2026-01-13T23:33:46Z\",\"types\":"
                + types + (approval == null ? "" : ",\"approval_requests\":" + approval) + "}";
    }

    private static String approval(String status) {
        return "{\"name\":\"order_update\",\"category\":\"UTILITY\",\"content_type\":\"twilio/text\",\"status\":\""
                + status + "\",\"rejection_reason\":\"\"}";
    }
}
