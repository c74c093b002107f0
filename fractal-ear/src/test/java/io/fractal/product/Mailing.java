package io.fractal.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A bulk job of one text to many people that nobody has heard of.
 *
 * @param id the job's id
 * @param numbers the recipients, in their order
 */
public record Mailing(String id, List<String> numbers) {

    private static final String BULK = "/api/messages/bulk";

    /** Posts a job to so many people. */
    public static Mailing begin(FractalApi api, int recipients) {
        int first = ThreadLocalRandom.current().nextInt(1_000, 9_000) * 1_000;
        List<String> numbers = IntStream.range(0, recipients)
                .mapToObj(i -> "+49172%07d".formatted(first + i))
                .toList();
        ObjectNode body = FractalClient.object("name", "Mailing", "channel", "SMS", "body", "Hello {{name}}");
        ArrayNode list = body.putArray("recipients");
        numbers.forEach(number ->
                list.add(FractalClient.object("to", number, "variables", FractalClient.object("name", number))));
        JsonNode job = api.client().post(BULK, body).expect(202).data();
        return new Mailing(job.path("id").asText(), numbers);
    }

    /** The job as it stands. */
    public JsonNode job(FractalApi api) {
        return api.client().get(BULK + "/" + id).expect(200).data();
    }

    /** How many of its recipients stand so. */
    public static int count(JsonNode job, String how) {
        return job.path("counts").path(how).asInt(-1);
    }

    /** The lines of its report below the names of the columns. */
    public List<String> report(FractalApi api) {
        Answer report = api.client().get(BULK + "/" + id + "/report").expect(200);
        return report.text().lines().skip(1).toList();
    }
}
