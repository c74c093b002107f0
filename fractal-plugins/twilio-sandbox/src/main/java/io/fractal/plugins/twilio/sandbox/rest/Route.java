package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.spi.WebhookResponse;
import java.util.regex.Pattern;

/**
 * One kind of call.
 *
 * @param method the HTTP method
 * @param host the first word of the host
 * @param path the path on that host
 * @param operation what it does, as failures are told
 * @param target what it is about, as failures are told
 * @param handler what answers it
 */
record Route(String method, String host, Pattern path, Operation operation, Target target, Handler handler) {

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        /** @throws ApiError when Twilio would refuse it */
        WebhookResponse answer(Call call);
    }
}
