package io.fractal.web.media;

import io.fractal.media.MediaGrant;
import io.fractal.media.MediaLinks;
import io.fractal.media.MediaReader;
import io.fractal.media.MediaStore;
import io.fractal.media.StoredMedia;
import io.fractal.media.Thumbnail;
import io.fractal.web.errors.ErrorAnswers;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.errors.Problems;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Media under signed links, {@code /media/{token}/{name}}: whoever has a link may read what it names until it expires. */
public class MediaServlet extends HttpServlet {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    @Inject
    transient MediaLinks links;

    @EJB
    transient MediaStore store;

    @Inject
    transient MediaReader reader;

    @Inject
    transient ErrorAnswers errors;

    @Inject
    transient Clock clock;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (HttpProblem problem) {
            refuse(response, problem);
        } catch (RuntimeException e) {
            // whatever it was, the asker is told in our own form, and never the reason
            refuse(response, Problems.of(e));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // bytes have no character encoding, whatever pages have by default
        response.setCharacterEncoding(null);
        if (!METHODS.contains(request.getMethod())) {
            throw Problems.ofStatus(405);
        }
        MediaGrant grant = links.open(token(request)).orElseThrow(() -> HttpProblem.notFound("media"));
        Duration left = Duration.between(clock.instant(), grant.expiresAt());
        if (left.isNegative() || left.isZero()) {
            throw HttpProblem.of(410, "LINK_EXPIRED", "This link has expired. Ask for a new one.");
        }
        if (grant.thumbnail()) {
            thumbnail(grant, left, request, response);
        } else {
            media(grant, left, request, response);
        }
    }

    private static String token(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String[] segments = path.split("/", 3);
        return segments.length > 1 ? segments[1] : "";
    }

    private void media(MediaGrant grant, Duration left, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StoredMedia media =
                store.find(grant.workspaceId(), grant.mediaId()).orElseThrow(() -> HttpProblem.notFound("media"));
        Delivery delivery = Delivery.of(media, request, left);
        response.setStatus(delivery.status());
        delivery.headers().forEach(response::setHeader);
        response.setContentType(delivery.contentType());
        if (delivery.status() != 304) {
            response.setContentLengthLong(delivery.length());
        }
        if (!request.getMethod().equals("HEAD")) {
            reader.copy(media, delivery.first(), delivery.length(), response.getOutputStream());
        }
    }

    private void thumbnail(MediaGrant grant, Duration left, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Thumbnail thumbnail =
                store.thumbnail(grant.workspaceId(), grant.mediaId()).orElseThrow(() -> HttpProblem.notFound("media"));
        Delivery.safety(false).forEach(response::setHeader);
        response.setHeader("Cache-Control", "private, max-age=" + left.toSeconds());
        response.setHeader("Content-Disposition", "inline");
        response.setContentType(thumbnail.contentType());
        response.setContentLength(thumbnail.bytes().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(thumbnail.bytes());
        }
    }

    private void refuse(HttpServletResponse response, HttpProblem problem) throws IOException {
        if (problem.status() == 405) {
            response.setHeader("Allow", "GET, HEAD");
        }
        errors.write(response, problem);
    }
}
