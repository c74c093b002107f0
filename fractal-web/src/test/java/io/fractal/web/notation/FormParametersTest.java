package io.fractal.web.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {

    @Test
    void decodesPlusPercentAndUtf8() {
        assertEquals(
                Map.of("Body", List.of("Grüße & 1+1 = 2 🎉")),
                parse("Body=Gr%C3%BC%C3%9Fe+%26+1%2B1+%3D+2+%f0%9f%8e%89"));
    }

    @Test
    void keepsRepetitionsInTheirOrderAndEmptyValues() {
        Map<String, List<String>> parameters = parse("a=2&b=&a=1&c&a=2");

        assertEquals(List.of("2", "1", "2"), parameters.get("a"));
        assertEquals(List.of(""), parameters.get("b"));
        assertEquals(List.of(""), parameters.get("c"));
    }

    @Test
    void keepsEverythingAfterTheFirstEqualsSign() {
        assertEquals(Map.of("url", List.of("a=b=c")), parse("url=a=b=c"));
    }

    @Test
    void skipsEmptyPiecesButKeepsAnEmptyName() {
        assertEquals(Map.of("a", List.of("1"), "", List.of("2")), parse("&&a=1&=2&"));
    }

    @Test
    void takesBytesThatWereNotEscapedAsUtf8() {
        assertEquals(Map.of("Body", List.of("Füße")), parse("Body=Füße"));
    }

    @Test
    void anEmptyFormHasNoParameters() {
        assertEquals(Map.of(), parse(""));
        assertEquals(Map.of(), FormParameters.ofQuery(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%4&b=1", "%G0=1", "a=%C3", "a=%ff%fe", "a=%ed%a0%80"})
    void refusesWhatCannotBeDecoded(String form) {
        assertThrows(MalformedFormException.class, () -> parse(form));
    }

    @Test
    void theRefusalDoesNotRepeatTheParameters() {
        MalformedFormException refusal = assertThrows(MalformedFormException.class, () -> parse("Body=secret%zz"));

        assertEquals("a percent sign without two hexadecimal digits", refusal.getMessage());
    }

    private static Map<String, List<String>> parse(String form) {
        return FormParameters.parse(form.getBytes(StandardCharsets.UTF_8));
    }
}
