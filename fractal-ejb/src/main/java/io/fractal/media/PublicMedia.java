package io.fractal.media;

import io.fractal.spi.ErrorKind;
import io.fractal.spi.FetchedMedia;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.MediaSource;
import io.fractal.spi.ProviderFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads attachments of providers that keep them in public places. What such a message names is what a stranger wrote, so only the open
 * network is asked: addresses of this machine and of private networks are refused, also as the target of a redirect.
 */
final class PublicMedia implements MediaSource {

    /** Safe for use from several threads. */
    static final MediaSource SOURCE = new PublicMedia();

    private static final int MOST_REDIRECTS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private PublicMedia() {}

    @Override
    public FetchedMedia fetch(String url, long mostBytes) throws ProviderFailedException {
        try {
            URI place = URI.create(url);
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                requirePublic(place);
                HttpResponse<InputStream> answer = http.send(
                        HttpRequest.newBuilder(place).timeout(LIMIT).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    Optional<String> elsewhere = answer.headers().firstValue("Location");
                    if (answer.statusCode() / 100 != 3 || elsewhere.isEmpty()) {
                        return read(answer, body, mostBytes);
                    }
                    place = place.resolve(elsewhere.get());
                }
            }
            throw failed(ErrorKind.REJECTED, "TOO_MANY_REDIRECTS");
        } catch (IllegalArgumentException malformed) {
            throw failed(ErrorKind.REJECTED, "MEDIA_URL_INVALID");
        } catch (IOException unreachable) {
            throw failed(ErrorKind.UNAVAILABLE, "UNREACHABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(ErrorKind.UNAVAILABLE, "INTERRUPTED");
        }
    }

    private static FetchedMedia read(HttpResponse<InputStream> answer, InputStream body, long mostBytes)
            throws IOException, ProviderFailedException {
        int status = answer.statusCode();
        if (status != 200) {
            ErrorKind kind =
                    status == 429 ? ErrorKind.THROTTLED : status >= 500 ? ErrorKind.UNAVAILABLE : ErrorKind.REJECTED;
            throw failed(kind, "HTTP_" + status);
        }
        byte[] bytes = body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, mostBytes + 1));
        if (bytes.length > mostBytes) {
            throw failed(ErrorKind.REJECTED, "MEDIA_TOO_LARGE");
        }
        String type = answer.headers().firstValue("Content-Type").orElse("application/octet-stream");
        return new FetchedMedia(bytes, type, Optional.empty());
    }

    private static void requirePublic(URI place) throws IOException, ProviderFailedException {
        String scheme = String.valueOf(place.getScheme());
        if (!(scheme.equals("https") || scheme.equals("http")) || place.getHost() == null) {
            throw failed(ErrorKind.REJECTED, "MEDIA_URL_INVALID");
        }
        for (InetAddress address : InetAddress.getAllByName(place.getHost())) {
            if (PublicAddresses.isInside(address)) {
                throw failed(ErrorKind.REJECTED, "MEDIA_URL_NOT_PUBLIC");
            }
        }
    }

    private static ProviderFailedException failed(ErrorKind kind, String code) {
        return new ProviderFailedException(
                kind,
                "Public media cannot be read: " + code,
                Optional.of(new ProviderError(code, Optional.empty())),
                Optional.empty(),
                null);
    }
}
