package io.fractal.web.api;

import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Describes records as they are read and written. Servers do so as well, but some of them know neither UUIDs, times nor what lists
 * hold, and none knows that an answer always has all its fields; this gives the same description on every server.
 */
final class RecordSchemas {

    private static final String REF = "#/components/schemas/";

    /** How values are written that are no records, enumerations or collections: type and format. */
    private static final Map<Class<?>, Written> WRITTEN = Map.ofEntries(
            Map.entry(String.class, new Written(SchemaType.STRING, null)),
            Map.entry(UUID.class, new Written(SchemaType.STRING, "uuid")),
            Map.entry(Instant.class, new Written(SchemaType.STRING, "date-time")),
            Map.entry(boolean.class, new Written(SchemaType.BOOLEAN, null)),
            Map.entry(Boolean.class, new Written(SchemaType.BOOLEAN, null)),
            Map.entry(int.class, new Written(SchemaType.INTEGER, "int32")),
            Map.entry(Integer.class, new Written(SchemaType.INTEGER, "int32")),
            Map.entry(long.class, new Written(SchemaType.INTEGER, "int64")),
            Map.entry(Long.class, new Written(SchemaType.INTEGER, "int64")),
            Map.entry(double.class, new Written(SchemaType.NUMBER, "double")),
            Map.entry(Double.class, new Written(SchemaType.NUMBER, "double")),
            Map.entry(BigDecimal.class, new Written(SchemaType.NUMBER, null)),
            Map.entry(JsonValue.class, new Written(SchemaType.OBJECT, null)));

    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    /** What was described, by name. */
    Map<String, Schema> byName() {
        return schemas;
    }

    /** Describes what is written: every field is there, be it null. */
    void answer(Class<?> type) {
        describe(type, true);
    }

    /** Describes what is read: fields may be missing unless they are said to be required. Gives it an example. */
    void body(Class<?> type) {
        Schema schema = describe(type, false);
        if (schema.getExample() == null) {
            schema.setExample(SchemaExamples.composed(schema, schemas));
        }
    }

    /** Describes a body once more, under another name, where it must have more than elsewhere. */
    void body(Class<?> type, String name, String description, List<String> required) {
        Schema elsewhere = schemas.get(name(type));
        schemas.put(
                name,
                SchemaForms.of(SchemaType.OBJECT)
                        .description(description)
                        .properties(elsewhere.getProperties())
                        .required(required)
                        .example(elsewhere.getExample()));
    }

    private Schema describe(Class<?> type, boolean whole) {
        Schema known = schemas.get(name(type));
        return known == null ? described(type, whole) : known;
    }

    private Schema described(Class<?> type, boolean whole) {
        Schema schema = SchemaForms.of(SchemaType.OBJECT);
        schemas.put(name(type), schema); // before its fields: types may hold themselves
        var said = type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        tell(schema, said);
        List<String> required = new ArrayList<>(said == null ? List.of() : List.of(said.requiredProperties()));
        for (RecordComponent component : type.getRecordComponents()) {
            var saidOfIt = said(type, component);
            schema.addProperty(component.getName(), property(component.getGenericType(), saidOfIt, whole));
            boolean always = whole || (saidOfIt != null && saidOfIt.required());
            if (always && !required.contains(component.getName())) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.setRequired(required);
        }
        return schema;
    }

    private Schema property(Type type, org.eclipse.microprofile.openapi.annotations.media.Schema said, boolean whole) {
        if (said == null) {
            return of(type, whole);
        }
        Schema schema = of(type, said, whole);
        boolean reference = schema.getRef() != null;
        if (reference && !said.nullable() && said.description().isEmpty()) {
            return schema;
        }
        Schema told = reference ? SchemaForms.wrapped(schema, said.nullable()) : schema;
        tell(told, said);
        if (!reference && said.nullable()) {
            SchemaForms.makeNullable(told);
        }
        return told;
    }

    private Schema of(Type type, org.eclipse.microprofile.openapi.annotations.media.Schema said, boolean whole) {
        if (!said.ref().isEmpty()) {
            return OASFactory.createSchema().ref(said.ref());
        }
        boolean saysMore = said.type() == SchemaType.OBJECT || said.type() == SchemaType.STRING;
        return saysMore ? SchemaForms.of(said.type()) : of(type, whole);
    }

    private Schema of(Type type, boolean whole) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic, whole);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            describe(plain, whole);
            return OASFactory.createSchema().ref(REF + name(plain));
        }
        if (plain.isEnum()) {
            Schema schema = SchemaForms.of(SchemaType.STRING);
            Arrays.stream(plain.getEnumConstants()).forEach(constant -> schema.addEnumeration(constant.toString()));
            return schema;
        }
        Written written = WRITTEN.get(plain);
        if (written == null) {
            throw new IllegalStateException("Nobody has said how " + plain.getName() + " is written");
        }
        return SchemaForms.of(written.type()).format(written.format());
    }

    private Schema collection(ParameterizedType type, boolean whole) {
        if (type.getRawType() == Map.class) {
            return SchemaForms.of(SchemaType.OBJECT)
                    .additionalPropertiesSchema(of(type.getActualTypeArguments()[1], whole));
        }
        return SchemaForms.of(SchemaType.ARRAY).items(of(type.getActualTypeArguments()[0], whole));
    }

    private static void tell(Schema schema, org.eclipse.microprofile.openapi.annotations.media.Schema said) {
        if (said == null) {
            return;
        }
        if (!said.description().isEmpty()) {
            schema.setDescription(said.description());
        }
        if (!said.example().isEmpty()) {
            schema.setExample(SchemaExamples.of(said.example(), schema));
        }
    }

    private static org.eclipse.microprofile.openapi.annotations.media.Schema said(
            Class<?> type, RecordComponent component) {
        return component.getAccessor().getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    }

    private static String name(Class<?> type) {
        var said = type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return said == null || said.name().isEmpty() ? type.getSimpleName() : said.name();
    }

    private record Written(SchemaType type, String format) {}
}
