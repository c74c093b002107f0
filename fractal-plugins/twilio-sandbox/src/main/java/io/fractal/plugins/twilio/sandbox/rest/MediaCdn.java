package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.MediaFiles;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.util.Map;

/** The CDN to which Twilio's media addresses lead. It asks for nothing, and notes who sends credentials all the same. */
public final class MediaCdn {

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
                    return new WebhookResponse(
                            200, medium.contentType(), Map.of("X-Content-Type-Options", "nosniff"), medium.bytes());
                })
                .orElseGet(() -> WebhookResponse.empty(404));
    }
}
