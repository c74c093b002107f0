package io.fractal.web.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void notes_what_is_missing_or_null_under_every_name_once() {
        JsonBody body = JsonBody.parse("{\"channel\": null, \"state\": 7}".getBytes(StandardCharsets.UTF_8));

        body.require("channelType", "channel");
        body.string("state");
        body.require("state");

        InvalidFieldsException refused = assertThrows(InvalidFieldsException.class, body::finish);
        assertEquals(
                List.of("channelType", "state"),
                refused.problems().stream().map(FieldProblem::field).toList());
    }

    @Test
    void readsTextsIdsListsAndObjects() {
        JsonBody body = parse("""
                {"body":"Grüße 🎉","contactId":"0190f3c2-7a5e-7000-8000-000000000001","mediaUrls":["https://a.example/1"],
                 "metadata":{"order":7},"to":null}
                """);

        assertEquals("Grüße 🎉", body.string("body"));
        assertEquals(UUID.fromString("0190f3c2-7a5e-7000-8000-000000000001"), body.uuid("contactId"));
        assertEquals(List.of("https://a.example/1"), body.strings("mediaUrls"));
        assertEquals("{\"order\":7}", body.objectText("metadata"));
        assertNull(body.string("to"));
        assertNull(body.string("absent"));
        body.finish();
    }

    @Test
    void readsValuesAlsoFromATextThatHoldsThemAsJson() {
        assertEquals(
                Map.of("1", "Ada", "2", "Grüße"),
                parse("{\"contentVariables\":\"{\\\"1\\\":\\\"Ada\\\",\\\"2\\\":\\\"Grüße\\\"}\"}")
                        .textsOrJson("variables", "contentVariables"));
        assertEquals(
                Map.of("1", "Ada"), parse("{\"variables\":{\"1\":\"Ada\"}}").textsOrJson("variables"));
        for (String wrong : List.of("{", "", "[]", "{\\\"1\\\":1}", "{\\\"1\\\":\\\"a\\\",\\\"1\\\":\\\"b\\\"}")) {
            JsonBody body = parse("{\"contentVariables\":\"" + wrong + "\"}");
            body.textsOrJson("variables", "contentVariables");
            InvalidFieldsException refusal = assertThrows(InvalidFieldsException.class, body::finish, wrong);
            assertEquals("contentVariables", refusal.problems().get(0).field());
        }
    }

    @Test
    void namesEveryFieldThatIsUnknownOrOfTheWrongType() {
        JsonBody body = parse("{\"body\":5,\"contactId\":\"1-1-1-1-1\",\"mediaUrls\":[\"a\",2],\"bdoy\":\"x\"}");
        body.string("body");
        body.uuid("contactId");
        body.strings("mediaUrls");

        InvalidFieldsException refusal = assertThrows(InvalidFieldsException.class, body::finish);

        assertEquals(
                List.of("body", "contactId", "mediaUrls", "bdoy"),
                refusal.problems().stream().map(FieldProblem::field).toList());
    }

    @Test
    void readsNumbersTruthTimesConstantsAndMaps() {
        JsonBody body = parse("""
                {"limit":25,"hundred":1e2,"active":true,"off":false,"price":0.0075,"at":"2026-11-21T10:30:00.5+01:00",
                 "channel":"whatsApp","variables":{"1":"Ada","name":"Lovelace"},"ids":["0190f3c2-7a5e-7000-8000-000000000001"]}
                """);

        assertEquals(25, body.integer("limit"));
        assertEquals(100, body.integer("hundred"));
        assertEquals(true, body.flag("active"));
        assertEquals(false, body.flag("off"));
        assertEquals(new BigDecimal("0.0075"), body.decimal("price"));
        assertEquals(Instant.parse("2026-11-21T09:30:00.500Z"), body.instant("at"));
        assertEquals(Channel.WHATSAPP, body.constant(Channel.class, "channel"));
        assertEquals(Map.of("1", "Ada", "name", "Lovelace"), body.texts("variables"));
        assertEquals(List.of(UUID.fromString("0190f3c2-7a5e-7000-8000-000000000001")), body.uuids("ids"));
        assertNull(body.integer("none"));
        assertNull(body.flag("none"));
        assertNull(body.decimal("none"));
        assertNull(body.instant("none"));
        assertNull(body.constant(Channel.class, "none"));
        assertNull(body.object("none"));
        assertEquals(Map.of(), body.texts("none"));
        assertEquals(List.of(), body.list("none"));
        body.finish();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"integer\":1.5}",
                "{\"integer\":2147483648}",
                "{\"integer\":1e999999999}",
                "{\"integer\":\"1\"}",
                "{\"flag\":\"true\"}",
                "{\"flag\":0}",
                "{\"decimal\":\"1\"}",
                "{\"decimal\":1e999999999}",
                "{\"instant\":\"tomorrow\"}",
                "{\"instant\":\"2026-11-21T09:30:00\"}",
                "{\"instant\":\"2026-02-30T09:30:00Z\"}",
                "{\"instant\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"instant\":1700000000}",
                "{\"constant\":\"PIGEON\"}",
                "{\"texts\":{\"a\":1}}",
                "{\"texts\":[]}",
                "{\"object\":[]}",
                "{\"list\":[{},1]}",
                "{\"list\":{}}"
            })
    void namesTheFieldWhoseValueIsOfTheWrongKind(String text) {
        JsonBody body = parse(text);
        body.integer("integer");
        body.flag("flag");
        body.decimal("decimal");
        body.instant("instant");
        body.constant(Channel.class, "constant");
        body.texts("texts");
        body.object("object");
        body.list("list");

        assertEquals(List.of(text.substring(2, text.indexOf(':') - 1)), problemsOf(body));
    }

    @Test
    void namesTheWayToWhatIsWrongInside() {
        JsonBody body = parse("""
                {"recipients":[{"to":"+491"},{"to":5,"variables":{"a":"b"}},{"too":"x","geo":{"lat":"north"}}],
                 "window":{"from":"2026-11-21T09:30:00Z","colour":"red"}}
                """);
        for (JsonBody recipient : body.list("recipients")) {
            recipient.string("to");
            recipient.texts("variables");
            JsonBody place = recipient.object("geo");
            if (place != null) {
                place.decimal("lat");
                place.problem("lon", "is required");
            }
        }
        body.object("window").instant("from");

        assertEquals(
                List.of(
                        "recipients[1].to",
                        "recipients[2].geo.lat",
                        "recipients[2].geo.lon",
                        "recipients[2].too",
                        "window.colour"),
                problemsOf(body));
    }

    @Test
    void tellsAbsentFromNull() {
        JsonBody body = parse("{\"name\":null}");

        assertTrue(body.has("name"));
        assertFalse(body.has("email"));
        assertNull(body.string("name"));
        body.finish();
    }

    @Test
    void takesEitherSpellingButNotBothWithDifferentValues() {
        assertEquals("a", parse("{\"content\":\"a\"}").string("body", "content"));
        assertEquals("a", parse("{\"body\":null,\"content\":\"a\"}").string("body", "content"));
        JsonBody same = parse("{\"body\":\"a\",\"content\":\"a\"}");
        assertEquals("a", same.string("body", "content"));
        same.finish();

        JsonBody different = parse("{\"body\":\"a\",\"content\":\"b\",\"items\":[{}],\"list\":[]}");
        different.string("body", "content");
        different.list("items", "list");
        assertEquals(List.of("content", "list"), problemsOf(different));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "\"text\"",
                "null",
                "{\"a\":1,}",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":{\"b\":[\"\\u0000\"]}}",
                "{\"a\":\"\\ud83c\"}",
                "{\"a\":NaN}"
            })
    void refusesWhatIsNoPlainJsonObject(String text) {
        assertThrows(MalformedJsonException.class, () -> parse(text));
    }

    @Test
    void refusesNumbersThatNobodyCouldReadToTheirEnd() {
        assertThrows(MalformedJsonException.class, () -> parse("{\"a\":" + "9".repeat(200_000) + "}"));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin1 = "{\"body\":\"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(MalformedJsonException.class, () -> JsonBody.parse(latin1));
    }

    @Test
    void refusesDeepNestingWithoutBeingFooledByBracketsInTexts() {
        assertThrows(MalformedJsonException.class, () -> parse("{\"a\":" + "[".repeat(100_000)));
        assertEquals(
                "[[[[\\\"".repeat(20),
                parse("{\"a\":\"" + "[[[[\\\\\\\"".repeat(20) + "\"}").string("a"));
    }

    @Test
    void refusalsNeverRepeatWhatWasSent() {
        MalformedJsonException refusal =
                assertThrows(MalformedJsonException.class, () -> parse("{\"password\":\"hunter2\" oops}"));

        assertFalse(refusal.getMessage().contains("hunter2"));
        assertFalse(refusal.getMessage().contains("oops"));
    }

    private enum Channel {
        SMS,
        WHATSAPP
    }

    private static List<String> problemsOf(JsonBody body) {
        return assertThrows(InvalidFieldsException.class, body::finish).problems().stream()
                .map(FieldProblem::field)
                .toList();
    }

    private static JsonBody parse(String text) {
        return JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
