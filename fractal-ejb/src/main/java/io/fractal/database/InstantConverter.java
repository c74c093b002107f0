package io.fractal.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Stores an {@link Instant} as {@code timestamptz}, whatever the time zone of machine and database. Applies by itself. */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, OffsetDateTime> {

    @Override
    public OffsetDateTime convertToDatabaseColumn(Instant attribute) {
        return Utc.of(attribute);
    }

    @Override
    public Instant convertToEntityAttribute(OffsetDateTime column) {
        return Utc.instant(column);
    }
}
