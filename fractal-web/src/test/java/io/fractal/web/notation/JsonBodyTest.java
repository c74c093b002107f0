package io.fractal.web.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

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

    private static JsonBody parse(String text) {
        return JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
