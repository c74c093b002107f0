package io.fractal.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "Example Ltd, example-ltd",
        "'  --Küche & Söhne!', kuche-sohne",
        "Große Straße, grosse-strasse",
        "東京, workspace",
        "A name that is much longer than anybody wants, a-name-that-is-much-longer-than-anybody"
    })
    void isMadeOfTheLettersAndDigitsOfAName(String name, String slug) {
        assertEquals(slug, Slug.of(name));
    }

    @Test
    void isNumberedWhenOthersHaveIt() {
        assertEquals("a", Slug.free("a", Set.of("a-2")));
        assertEquals("a-3", Slug.free("a", Set.of("a", "a-2")));
    }
}
