package io.fractal.web.api;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * The types of schemas, for both generations of the specification that servers have: in the older one a schema has one type and may
 * be nullable, in the newer one it has several types, of which null may be one. The newer one has no method of the older one's for
 * either.
 */
final class SchemaForms {

    /** The newer generation's; null in the older one. */
    private static final Method ADD_TYPE = method("addType");

    private SchemaForms() {}

    /** A schema of a type. */
    static Schema of(SchemaType type) {
        Schema schema = OASFactory.createSchema();
        if (ADD_TYPE == null) {
            call(method("setType"), schema, constant(type.name()));
        } else {
            call(ADD_TYPE, schema, constant(type.name()));
        }
        return schema;
    }

    /** Lets a schema with a type take null as well. */
    static void makeNullable(Schema schema) {
        if (ADD_TYPE == null) {
            call(method("setNullable"), schema, Boolean.TRUE);
        } else {
            call(ADD_TYPE, schema, constant("NULL"));
        }
    }

    /** A reference with room for more to be said beside it. */
    static Schema wrapped(Schema reference, boolean nullable) {
        if (!nullable) {
            return OASFactory.createSchema().addAllOf(reference);
        }
        if (ADD_TYPE == null) {
            Schema schema = of(SchemaType.OBJECT).addAllOf(reference); // only what has a type may be nullable
            makeNullable(schema);
            return schema;
        }
        Schema nothing = OASFactory.createSchema();
        makeNullable(nothing);
        return OASFactory.createSchema().addAnyOf(reference).addAnyOf(nothing);
    }

    /** Whether values are texts. */
    static boolean isText(Schema schema) {
        return String.valueOf(call(method("getType"), schema)).contains("string");
    }

    private static Object constant(String name) {
        return Enum.valueOf(Schema.SchemaType.class, name);
    }

    private static Method method(String name) {
        List<Method> found = Arrays.stream(Schema.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
        return found.isEmpty() ? null : found.get(0);
    }

    /** Calls a method that not every server's model has. */
    static Object call(Method method, Object model, Object... arguments) {
        try {
            return method.invoke(model, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The server's model is of no known generation", e);
        }
    }
}
