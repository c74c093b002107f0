package io.fractal.web.notation;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.RecordComponent;

/** Writes {@link Joined}. */
public final class JoinedSerializer implements JsonbSerializer<Joined> {

    @Override
    public void serialize(Joined joined, JsonGenerator generator, SerializationContext context) {
        generator.writeStartObject();
        fields(joined.first(), generator, context);
        fields(joined.second(), generator, context);
        generator.writeEnd();
    }

    private static void fields(Record part, JsonGenerator generator, SerializationContext context) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            Object value = value(part, component);
            if (value == null) {
                generator.writeNull(component.getName());
            } else {
                context.serialize(component.getName(), value, generator);
            }
        }
    }

    private static Object value(Record part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component + "; its record must be public", e);
        }
    }
}
