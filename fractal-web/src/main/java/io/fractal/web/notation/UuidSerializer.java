package io.fractal.web.notation;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.util.UUID;

/** Writes ids as lower-case text. Said outright, because servers differ in what they make of a UUID by themselves. */
public final class UuidSerializer implements JsonbSerializer<UUID> {

    @Override
    public void serialize(UUID id, JsonGenerator generator, SerializationContext context) {
        generator.write(id.toString());
    }
}
