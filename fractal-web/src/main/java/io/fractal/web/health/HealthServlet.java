package io.fractal.web.health;

import io.fractal.web.notation.JsonEncoder;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Answers {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /health/started} on the application's own port, in
 * the form of MicroProfile Health 4.0, by running the same checks.
 */
public class HealthServlet extends HttpServlet {

    private static final Logger LOG = System.getLogger(HealthServlet.class.getName());

    @Inject
    @Liveness
    transient Instance<HealthCheck> liveness;

    @Inject
    @Readiness
    transient Instance<HealthCheck> readiness;

    @Inject
    @Startup
    transient Instance<HealthCheck> startup;

    @Inject
    transient JsonEncoder json;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        switch (path) {
            case "/" -> answer(response, Stream.of(liveness, readiness, startup));
            case "/live" -> answer(response, Stream.of(liveness));
            case "/ready" -> answer(response, Stream.of(readiness));
            case "/started" -> answer(response, Stream.of(startup));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void answer(HttpServletResponse response, Stream<Instance<HealthCheck>> kinds) throws IOException {
        HealthReport report = HealthReport.of(
                kinds.flatMap(Instance::stream).map(HealthServlet::called).toList());
        response.setStatus(report.up() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json;charset=UTF-8");
        byte[] body = json.bytes(report);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static HealthReport.Check called(HealthCheck check) {
        try {
            HealthCheckResponse told = check.call();
            return new HealthReport.Check(
                    told.getName(), told.getStatus().name(), told.getData().orElse(Map.of()));
        } catch (RuntimeException e) {
            // a check that fails is a check that is down
            LOG.log(Level.WARNING, "A health check failed", e);
            return new HealthReport.Check(check.getClass().getSimpleName(), HealthReport.DOWN, Map.of());
        }
    }
}
