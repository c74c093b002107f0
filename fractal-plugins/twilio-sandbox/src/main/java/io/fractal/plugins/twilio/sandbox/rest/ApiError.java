package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call that Twilio refuses. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    /**
     * @param status the HTTP status
     * @param code Twilio's error code
     * @param message Twilio's words
     */
    ApiError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ApiError badRequest(int code, String message) {
        return new ApiError(400, code, message);
    }

    static ApiError notFound(String path) {
        return new ApiError(404, 20404, "The requested resource " + path + " was not found");
    }

    int status() {
        return status;
    }

    /** The body as Twilio writes it. */
    ObjectNode body() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", getMessage())
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
    }
}
