package io.fractal.endtoend;

import static io.fractal.product.FractalClient.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What went wrong, told in the language that the caller asks for; its code is the same in all of them. */
@ExtendWith(FractalExtension.class)
class LanguageIT {

    private static final String REFUSED_NUMBER = "+15005550001";
    private static final String REFUSED = "Die Nummer des Empfängers ist ungültig. Prüfen Sie sie, mit Landesvorwahl.";

    private final FractalApi english;
    private final FractalApi german;
    private final String text = Handset.text("Guten Tag");

    LanguageIT(RunningFractal fractal) {
        english = fractal.api();
        german = new FractalApi(fractal.client().with("Accept-Language", "de-AT,de;q=0.9,en;q=0.5"));
    }

    @Test
    void a_failed_message_says_why_in_german_wherever_it_is_shown() {
        String id = english.write("SMS", REFUSED_NUMBER, text).path("id").asText();
        String inEnglish =
                english.awaitStatus(id, "FAILED").path("errorMessage").asText();

        JsonNode message = german.message(id);

        assertTrue(inEnglish.contains("number"), inEnglish);
        assertEquals("21211", message.path("errorCode").asText());
        assertEquals(REFUSED, message.path("errorMessage").asText());
        assertEquals(
                List.of(REFUSED),
                FractalApi.list(message.path("statusHistory")).stream()
                        .filter(event -> event.hasNonNull("errorCode"))
                        .map(event -> event.path("errorMessage").asText())
                        .toList());
        assertEquals(
                REFUSED, german.messagesWith(text).get(0).path("errorMessage").asText());
        JsonNode shown = german.conversation(message.path("conversationId").asText());
        assertTrue(shown.path("messages").findValuesAsText("errorMessage").contains(REFUSED), shown::toString);
    }

    @Test
    void a_bulk_job_reports_in_german() {
        ObjectNode job = object("channel", "SMS", "body", text);
        job.putArray("recipients").add(object("to", REFUSED_NUMBER)).add(object("to", "12"));
        String path = "/api/messages/bulk/"
                + english.client()
                        .post("/api/messages/bulk", job)
                        .expect(202)
                        .data()
                        .path("id")
                        .asText();

        JsonNode recipients = Deadline.await(
                "both have failed",
                () -> german.client().get(path + "/recipients").expect(200).data(),
                found -> found.findValuesAsText("errorCode").equals(List.of("21211", "INVALID_ADDRESS")));

        assertEquals(REFUSED, recipients.path(0).path("errorMessage").asText());
        String wrong = "An diese Adresse kann auf diesem Kanal nicht geschrieben werden.";
        assertEquals(wrong, recipients.path(1).path("errorMessage").asText());
        String report = german.client().get(path + "/report").expect(200).text();
        assertTrue(report.contains(REFUSED) && report.contains(wrong), report);
        String inEnglish = english.client().get(path + "/report").expect(200).text();
        assertTrue(inEnglish.contains("This is no address"), inEnglish);
    }

    @Test
    void what_would_be_refused_is_previewed_in_german() {
        JsonNode preview = german.client()
                .post(
                        "/api/messages/preview",
                        object("to", Handset.newNumber(), "channelType", "WHATSAPP", "body", text))
                .expect(200)
                .data();

        assertEquals(
                "Der Kontakt hat in den letzten 24 Stunden nicht über WhatsApp geschrieben, deshalb sind nur Vorlagen möglich.",
                preview.path("blockedBy").path(0).path("message").asText());
    }

    @Test
    void refusals_are_told_in_german_to_who_reads_it_and_in_english_to_all_others() {
        String path = "/api/messages/" + UUID.randomUUID();

        assertRefused(german.client().get(path), "So etwas gibt es hier nicht.");
        assertRefused(english.client().get(path), "There is no such message.");
        assertRefused(english.client().with("Accept-Language", "fr, ;;q=x").get(path), "There is no such message.");
        assertRefused(german.client().get("/api/nothing-here"), "So etwas gibt es hier nicht.");
        Answer nobody =
                new FractalApi(german.client().without("X-API-Key")).client().get(path);
        assertEquals(
                "Melden Sie sich an, oder senden Sie einen gültigen API-Schlüssel.",
                nobody.expect(401).json().at("/error/message").asText());
    }

    @Test
    void every_answer_says_that_it_depends_on_the_language() {
        for (FractalClient client : List.of(german.client(), english.client())) {
            Answer answer = client.get("/api/messages?limit=1").expect(200);
            List<String> vary = answer.response().headers().allValues("Vary");
            assertTrue(vary.stream().anyMatch(value -> value.contains("Accept-Language")), vary::toString);
        }
    }

    private static void assertRefused(Answer answer, String sentence) {
        JsonNode error = answer.expect(404).json().path("error");
        assertEquals("NOT_FOUND", error.path("code").asText());
        assertEquals(sentence, error.path("message").asText());
    }
}
