package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.spi.RawWebhook;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A call of Twilio's API.
 *
 * @param request the call as it came
 * @param host the first word of the host that it is meant for: api, content or messaging
 * @param path the path on that host
 * @param match the parts of the path
 */
record Call(RawWebhook request, String host, String path, Matcher match) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A part of the path, counted from 1. */
    String part(int number) {
        return match.group(number);
    }

    /** The first value of a form field as it came, empty ones included. */
    Optional<String> raw(String name) {
        return values(name).stream().findFirst();
    }

    /** The first value of a form field, unless it is blank. */
    Optional<String> text(String name) {
        return raw(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A form field that must be there. */
    String required(String name) {
        return text(name)
                .orElseThrow(
                        () -> ApiError.badRequest(20001, "Missing required parameter " + name + " in the post body"));
    }

    /** All values of a form field. */
    List<String> values(String name) {
        return request.formParameters().getOrDefault(name, List.of());
    }

    /** The first value of a query parameter, unless it is blank. */
    Optional<String> query(String name) {
        return request.queryParameters().getOrDefault(name, List.of()).stream()
                .findFirst()
                .filter(value -> !value.isBlank());
    }

    /** The body of a call that speaks JSON. */
    ObjectNode json() {
        try {
            if (JSON.readTree(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException unreadable) {
            // Falls through: whatever it is, it is no JSON object.
        }
        throw ApiError.badRequest(20001, "The body must be a JSON object");
    }

    /** Reads JSON that stands in a form field; empty when it is none. */
    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    ApiError notFound() {
        return ApiError.notFound(path);
    }
}
