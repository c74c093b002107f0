package io.fractal.web.errors;

import io.fractal.configuration.RequestId;
import io.fractal.web.notation.JsonEncoder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Writes a refusal as a servlet's or filter's answer. */
@ApplicationScoped
public class ErrorAnswers {

    @Inject
    JsonEncoder json;

    /** Answers with the error envelope; does nothing when the answer has begun already. */
    public void write(HttpServletResponse response, HttpProblem problem) throws IOException {
        write(response, problem, RequestId.current().orElse(null));
    }

    /** The same, for where the thread no longer knows its request. */
    public void write(HttpServletResponse response, HttpProblem problem, String requestId) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", seconds(wait)));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json;charset=UTF-8");
        byte[] body = json.bytes(ErrorEnvelope.of(problem, requestId));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A waiting time as {@code Retry-After} wants it: whole seconds, at least one. */
    public static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000));
    }
}
