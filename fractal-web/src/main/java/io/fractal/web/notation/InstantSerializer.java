package io.fractal.web.notation;

import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times as ISO 8601 in UTC with exactly three digits of milliseconds, so that they sort and compare as text. */
public final class InstantSerializer implements JsonbSerializer<Instant> {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
        generator.write(FORMAT.format(time));
    }
}
