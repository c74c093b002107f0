package io.fractal.web.api;

import io.fractal.configuration.RequestId;
import io.fractal.web.errors.ErrorAnswers;
import io.fractal.web.errors.ErrorEnvelope;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.errors.Problems;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever is thrown under {@code /api} into the error envelope. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable failure) {
        HttpProblem problem = Problems.of(failure);
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .entity(ErrorEnvelope.of(problem, RequestId.current().orElse(null)));
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, ErrorAnswers.seconds(wait)));
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() == 405) {
            answer.header(HttpHeaders.ALLOW, web.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        return answer.build();
    }
}
