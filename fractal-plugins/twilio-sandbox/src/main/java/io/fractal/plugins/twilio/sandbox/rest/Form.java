package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.spi.RawWebhook;
import java.util.List;
import java.util.Optional;

/** Reads the form of a call. */
final class Form {

    private Form() {}

    /** The first value as it came, empty ones included. */
    static Optional<String> raw(RawWebhook request, String name) {
        return request.formParameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first value, unless it is blank. */
    static Optional<String> text(RawWebhook request, String name) {
        return raw(request, name).map(String::strip).filter(value -> !value.isEmpty());
    }
}
