package io.fractal.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/**
 * Lets a {@code uuid} column be {@code null}: {@code @Convert(converter = UuidConverter.class) private UUID senderId;}. EclipseLink's
 * own conversion of UUIDs fails when it reads a {@code null}.
 */
@Converter
public class UuidConverter implements AttributeConverter<UUID, Object> {

    @Override
    public Object convertToDatabaseColumn(UUID attribute) {
        return attribute;
    }

    @Override
    public UUID convertToEntityAttribute(Object column) {
        return column == null || column instanceof UUID ? (UUID) column : UUID.fromString(column.toString());
    }
}
