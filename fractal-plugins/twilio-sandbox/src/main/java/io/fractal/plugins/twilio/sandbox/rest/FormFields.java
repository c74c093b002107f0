package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the fields of a form, {@code SmsUrl}, into the JSON of a resource, {@code sms_url}. Others are ignored, as by Twilio. */
final class FormFields {

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private enum Type {
        TEXT,
        FLAG,
        NUMBER,
        LIST
    }

    private final Map<String, Type> types = new LinkedHashMap<>();

    FormFields texts(String... names) {
        return all(Type.TEXT, names);
    }

    FormFields flags(String... names) {
        return all(Type.FLAG, names);
    }

    FormFields numbers(String... names) {
        return all(Type.NUMBER, names);
    }

    FormFields lists(String... names) {
        return all(Type.LIST, names);
    }

    /**
     * Gives the fields that the call names their new values.
     *
     * @throws ApiError when a value cannot be one of that field
     */
    ObjectNode apply(ObjectNode fields, Call call) {
        types.forEach((name, type) -> {
            if (!call.values(name).isEmpty()) {
                set(fields, name, type, call.values(name));
            }
        });
        return fields;
    }

    /** {@code SmsUrl} as JSON writes it. */
    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private FormFields all(Type type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
        return this;
    }

    private static void set(ObjectNode fields, String name, Type type, List<String> values) {
        String value = values.get(0).strip();
        String field = snake(name);
        switch (type) {
            case TEXT -> fields.put(field, checked(name, value));
            case FLAG -> fields.put(field, Boolean.parseBoolean(value));
            case NUMBER -> {
                if (!value.matches("\\d{1,9}")) {
                    throw ApiError.badRequest(20001, "Parameter '" + name + "' is not valid");
                }
                fields.put(field, Integer.parseInt(value));
            }
            case LIST -> {
                ArrayNode list = fields.putArray(field);
                values.forEach(list::add);
            }
        }
    }

    private static String checked(String name, String value) {
        boolean url = (name.endsWith("Url") || name.equals("StatusCallback")) && !value.isEmpty();
        if (url && !value.matches("(?i)https?://[^\\s/]+\\S*")) {
            throw ApiError.badRequest(21502, name + " is not a valid URL");
        }
        if (name.endsWith("Method") && !METHODS.contains(value)) {
            throw ApiError.badRequest(21403, name + " must be GET or POST");
        }
        return value;
    }
}
