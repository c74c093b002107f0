package io.fractal.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void theFormOfHostingPlatformsIsUnderstoodWithPercentEncodedCharacters() {
        DatabaseUrl url =
                DatabaseUrl.parse("postgresql://us%2Fer:p%40ss%3Aw+rd@db.example.com:6543/frac?sslmode=require");

        assertEquals("jdbc:postgresql://db.example.com:6543/frac?sslmode=require", url.jdbcUrl());
        assertEquals(Optional.of("us/er"), url.user());
        assertEquals(Optional.of("p@ss:w+rd"), url.password());
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://u@h/d, jdbc:postgresql://h/d",
        "postgresql://h:5433/d, jdbc:postgresql://h:5433/d",
        "postgresql://u:p@[::1]:5432/d, jdbc:postgresql://[::1]:5432/d",
        "'postgresql://u:p@h1:5432,h2:5432/d', 'jdbc:postgresql://h1:5432,h2:5432/d'",
        "postgresql://u:p@h/d?, jdbc:postgresql://h/d",
        "postgresql://u:p@h/d?channel_binding=require&connect_timeout=3, jdbc:postgresql://h/d?channelBinding=require&connectTimeout=3",
        "' postgresql://u:p@h/d ', jdbc:postgresql://h/d",
    })
    void addressesAreTurnedIntoThoseOfJdbc(String text, String jdbc) {
        assertEquals(jdbc, DatabaseUrl.parse(text).jdbcUrl());
    }

    @Test
    void theFormOfJdbcIsTakenAsItIs() {
        String text = "jdbc:postgresql://h:5432/d?user=u&password=p%40ss";

        assertEquals(new DatabaseUrl(text, Optional.empty(), Optional.empty()), DatabaseUrl.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@h/d",
                "postgresql://u:secret@h",
                "postgresql://u:sec@ret@h/d",
                "postgresql://u:secret%4@h/d",
                "postgresql://u:sec/ret@h/d",
                "postgresql://u:secret/x@h/d",
                "postgresql://u:secret@h:port/d",
                "postgresql:secret",
                "jdbc:postgresql://h:secret/d",
                "secret"
            })
    void anythingElseIsRefusedInOneSentenceThatNamesTheSettingAndQuotesNothing(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.parse(text))
                .getMessage();

        assertTrue(message.startsWith("DATABASE_URL is malformed: "), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void itsTextShowsNoPassword() {
        assertEquals(
                "DatabaseUrl", DatabaseUrl.parse("postgresql://u:secret@h/d").toString());
    }
}
