package io.fractal.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a JSON text in a {@code jsonb} column: {@code @Convert(converter = JsonConverter.class) private String metadata;}. */
@Converter
public class JsonConverter implements AttributeConverter<String, Object> {

    @Override
    public Object convertToDatabaseColumn(String attribute) {
        return attribute == null ? null : Json.column(attribute);
    }

    @Override
    public String convertToEntityAttribute(Object column) {
        return column == null ? null : column.toString();
    }
}
