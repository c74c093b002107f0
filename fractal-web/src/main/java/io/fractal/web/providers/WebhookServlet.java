package io.fractal.web.providers;

import io.fractal.configuration.Settings;
import io.fractal.receiving.InvalidSignatureException;
import io.fractal.receiving.Receiving;
import io.fractal.receiving.UnknownAccountException;
import io.fractal.receiving.UnknownProviderException;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import io.fractal.web.errors.ErrorAnswers;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.errors.Problems;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The door for providers: {@code /webhooks/{provider}/…}, whatever follows, and {@code /api/webhooks/{provider}} for those that its
 * mapping names. Who knocks is judged behind it, by the signature.
 */
public class WebhookServlet extends HttpServlet {

    private static final Logger LOG = System.getLogger(WebhookServlet.class.getName());
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    @Inject
    transient Settings settings;

    @Inject
    transient Receiving receiving;

    @Inject
    transient ErrorAnswers errors;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            PluginAnswer.write(response, answer(request));
        } catch (HttpProblem problem) {
            refuse(response, problem);
        } catch (RuntimeException e) {
            // whatever it was, the provider is told a status it retries on, and never the reason
            refuse(response, Problems.of(e));
        }
    }

    private void refuse(HttpServletResponse response, HttpProblem problem) throws IOException {
        if (problem.status() == 405) {
            response.setHeader("Allow", "GET, HEAD, POST");
        }
        errors.write(response, problem);
    }

    private WebhookResponse answer(HttpServletRequest request) throws IOException {
        if (!METHODS.contains(request.getMethod())) {
            throw Problems.ofStatus(405);
        }
        WebhookPath path = WebhookPath.of(request).orElseThrow(() -> Problems.ofStatus(404));
        RawWebhook webhook = RawRequest.read(request, settings.publicUrl(), path.rest());
        try {
            return receiving.incoming(path.provider(), webhook);
        } catch (InvalidSignatureException e) {
            // logged where it was noticed
            throw notSigned();
        } catch (UnknownAccountException e) {
            // not told apart from a wrong signature, so that accounts cannot be guessed
            throw refused(e, notSigned());
        } catch (UnknownProviderException e) {
            throw Problems.ofStatus(404);
        } catch (MalformedWebhookException e) {
            throw refused(e, HttpProblem.of(400, "MALFORMED_WEBHOOK", "The request lacks what a webhook must have."));
        }
    }

    private static HttpProblem notSigned() {
        return HttpProblem.of(403, "INVALID_SIGNATURE", "The request is not signed by its account.");
    }

    private static HttpProblem refused(Exception reason, HttpProblem problem) {
        LOG.log(Level.WARNING, "Refused a webhook: {0}", reason.getMessage());
        return problem;
    }

    /**
     * What follows {@code /webhooks} or {@code /api/webhooks} in an address.
     *
     * @param provider the first segment
     * @param rest what follows it, beginning with a slash
     */
    record WebhookPath(String provider, String rest) {

        private static final String BELOW_API = "/api/webhooks/";
        private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,64}");

        /** Reads the address of a request; empty when it has another form. */
        static Optional<WebhookPath> of(HttpServletRequest request) {
            String path = request.getServletPath();
            return path.startsWith(BELOW_API)
                    ? Optional.of(path.substring(BELOW_API.length()))
                            .filter(provider -> PROVIDER.matcher(provider).matches())
                            .map(provider -> new WebhookPath(provider, "/"))
                    : of(request.getPathInfo());
        }

        /** Reads {@code /{provider}/…}; empty when it has another form. */
        static Optional<WebhookPath> of(String pathInfo) {
            if (pathInfo == null || pathInfo.isEmpty()) {
                return Optional.empty();
            }
            int slash = pathInfo.indexOf('/', 1);
            String provider = pathInfo.substring(1, slash < 0 ? pathInfo.length() : slash);
            if (slash < 0
                    || slash == pathInfo.length() - 1
                    || !PROVIDER.matcher(provider).matches()) {
                return Optional.empty();
            }
            return Optional.of(new WebhookPath(provider, pathInfo.substring(slash)));
        }
    }
}
