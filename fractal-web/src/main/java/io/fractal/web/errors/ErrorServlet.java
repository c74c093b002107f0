package io.fractal.web.errors;

import io.fractal.configuration.RequestId;
import io.fractal.web.notation.Language;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where the server sends every error that nobody has answered: the envelope for programs, a plain page for browsers. Reached by the
 * server's error dispatch only; called directly it answers 404.
 */
public class ErrorServlet extends HttpServlet {

    /** The request attribute under which the request's id outlives the thread's knowledge of it. */
    public static final String REQUEST_ID = "io.fractal.requestId";

    @Inject
    transient ErrorAnswers answers;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String requestId = (String) request.getAttribute(REQUEST_ID);
        HttpProblem problem = problem(request, requestId);
        if (response.isCommitted()) {
            return;
        }
        if (wantsPage(request)) {
            ErrorPage.write(request, response, problem, requestId);
        } else {
            write(request, response, problem, requestId);
        }
    }

    /** The filters have ended, and the language with them. */
    @SuppressWarnings("try") // the scope is only opened and closed
    private void write(HttpServletRequest request, HttpServletResponse response, HttpProblem problem, String requestId)
            throws IOException {
        try (Language.Scope scope = Language.open(Language.of(request))) {
            answers.write(response, problem, requestId);
        }
    }

    @SuppressWarnings("try") // the scope is only opened and closed
    private static HttpProblem problem(HttpServletRequest request, String requestId) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            // the filters have ended: the log line of the failure would lack the id that the client is told
            try (RequestId.Scope scope = RequestId.open(requestId)) {
                return Problems.of(failure);
            }
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Problems.ofStatus(status instanceof Integer code ? code : 404);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String accept = request.getHeader("Accept");
        boolean program =
                path != null && (path.equals("/api") || path.startsWith("/api/") || path.startsWith("/webhooks/"));
        return !program && accept != null && accept.contains("text/html");
    }
}
