package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.MediaFiles;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.util.Map;
import java.util.regex.Pattern;

/** The CDN to which Twilio's media addresses lead. It asks for nothing, and notes who sends credentials all the same. */
public final class MediaCdn {

    private static final Pattern SHOWN = Pattern.compile("(image/(png|jpeg|gif|webp)|audio/.+|video/.+)");

    private final MediaFiles files;

    /** A CDN for these media. */
    public MediaCdn(MediaFiles files) {
        this.files = files;
    }

    /**
     * Answers a call.
     *
     * @param path the path below the CDN's address
     */
    public WebhookResponse handle(RawWebhook request, String path) {
        String sid = path.substring(path.lastIndexOf('/') + 1);
        return files.read(sid)
                .map(medium -> {
                    files.served(sid, request.header("Authorization").isPresent());
                    return new WebhookResponse(200, medium.contentType(), headers(medium), medium.bytes());
                })
                .orElseGet(() -> WebhookResponse.empty(404));
    }

    /** Twilio's CDN is a host of its own; this one shares Fractal's, where nothing that people send may run. */
    private static Map<String, String> headers(MediaFiles.Content medium) {
        return Map.of(
                "X-Content-Type-Options",
                "nosniff",
                "Content-Security-Policy",
                "default-src 'none'; sandbox",
                "Content-Disposition",
                SHOWN.matcher(medium.contentType()).matches() ? "inline" : "attachment");
    }
}
