package io.fractal.web.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationSidsTest {

    private static final UUID ID = UUID.fromString("0190f3c2-7a5e-7000-8000-00000000000a");
    private static final String SID = "CH0190f3c27a5e7000800000000000000a";

    @Test
    void aConversationIsNamedByIdOrSid() {
        assertEquals(SID, ConversationSids.of(ID));
        assertEquals(Optional.of(ID), ConversationSids.parse(SID));
        assertEquals(Optional.of(ID), ConversationSids.parse(ID.toString()));
        assertEquals(Optional.of(ID), ConversationSids.parse("CH0190F3C27A5E7000800000000000000A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "CH", "CH0190f3c27a5e7000800000000000000", "SM0190f3c27a5e7000800000000000000a", "1-1-1-1-1"
            })
    void nothingElseIsTaken(String text) {
        assertEquals(Optional.empty(), ConversationSids.parse(text));
    }

    @Test
    void bodiesTakeBothAndNameTheFieldThatHoldsNeither() {
        assertEquals(ID, body("{\"conversationId\":\"" + SID + "\"}").conversation("conversationId"));
        JsonBody wrong = body("{\"conversationId\":\"CH12\"}");
        wrong.conversation("conversationId");

        InvalidFieldsException refusal = assertThrows(InvalidFieldsException.class, wrong::finish);

        assertEquals(
                List.of("conversationId"),
                refusal.problems().stream().map(FieldProblem::field).toList());
    }

    private static JsonBody body(String json) {
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
