package io.fractal.plugins.twilio;

import io.fractal.spi.ErrorKind;
import io.fractal.spi.FetchedMedia;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.MediaSource;
import io.fractal.spi.ProviderFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads attachments. Twilio keeps them behind the account's credentials and redirects to a store elsewhere, which must not see them:
 * redirects are followed here, one by one, and each host is shown only what is meant for it.
 */
final class TwilioMedia implements MediaSource {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_REDIRECTS = 5;

    private final AccountSettings settings;
    private final FailureTranslator failures;
    private final TwilioHosts hosts;
    private final HttpClient client;

    TwilioMedia(AccountSettings settings, FailureTranslator failures) {
        this.settings = settings;
        this.failures = failures;
        this.hosts = new TwilioHosts(settings.apiBaseUrl());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (ProxySelector.getDefault() != null) {
            builder.proxy(ProxySelector.getDefault());
        }
        this.client = builder.build();
    }

    @Override
    public FetchedMedia fetch(String url, long mostBytes) throws ProviderFailedException {
        try {
            return fetch(hosts.address(address(URI.create(url))), mostBytes);
        } catch (IllegalArgumentException malformed) {
            throw rejected("MEDIA_ADDRESS", "The attachment's address cannot be read.");
        } catch (CallFailedException failed) {
            // reading changes nothing: what got lost can be asked for again
            ErrorKind kind = failed.kind() == ErrorKind.OUTCOME_UNKNOWN ? ErrorKind.UNAVAILABLE : failed.kind();
            throw failed.asSendFailure(kind);
        }
    }

    private FetchedMedia fetch(URI first, long mostBytes) throws ProviderFailedException {
        URI next = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<InputStream> answer = ask(next);
            try (InputStream body = answer.body()) {
                if (!isRedirect(answer.statusCode())) {
                    return read(answer, body, hosts.isTwilio(next), mostBytes);
                }
                next = target(next, answer);
            } catch (IOException broken) {
                throw failures.noAnswer(broken);
            }
        }
        throw rejected("MEDIA_REDIRECTS", "The attachment's address leads on and on.");
    }

    private HttpResponse<InputStream> ask(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(settings.answerTimeout());
        if (hosts.isTwilio(address)) {
            request.header("Authorization", settings.credentials().basic());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException failed) {
            throw failures.noAnswer(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failures.noAnswer(interrupted);
        }
    }

    private FetchedMedia read(HttpResponse<InputStream> answer, InputStream body, boolean byTwilio, long mostBytes)
            throws IOException, ProviderFailedException {
        checkStatus(answer, byTwilio);
        int most = (int) Math.min(mostBytes, Integer.MAX_VALUE - 8L);
        byte[] content =
                answer.headers().firstValueAsLong("Content-Length").orElse(0) > most ? null : body.readNBytes(most + 1);
        if (content == null || content.length > most) {
            throw rejected("MEDIA_TOO_LARGE", "The attachment is larger than " + mostBytes + " bytes.");
        }
        return new FetchedMedia(
                content,
                answer.headers()
                        .firstValue("Content-Type")
                        .map(String::strip)
                        .filter(type -> !type.isEmpty())
                        .orElse("application/octet-stream"),
                answer.headers().firstValue("Content-Disposition").flatMap(FileNames::of));
    }

    private void checkStatus(HttpResponse<InputStream> answer, boolean byTwilio) throws ProviderFailedException {
        int status = answer.statusCode();
        if (status == 200) {
            return;
        }
        if (byTwilio && (status == 401 || status == 403)) {
            throw rejected(
                    "20003",
                    "Twilio does not open the attachment with the present credentials: "
                            + settings.credentials().advice() + ".");
        }
        if (status == 404 || status == 410) {
            throw rejected("20404", "The attachment is no longer there.");
        }
        if (status == 408 || status == 429 || status >= 500) {
            throw failures.answer(
                    status == 408 ? 503 : status, "", answer.headers().firstValue("Retry-After"));
        }
        throw rejected("MEDIA_REFUSED", "The attachment's server answers with HTTP " + status + ".");
    }

    /** Nothing that began encrypted goes on in the open. */
    private static URI target(URI from, HttpResponse<InputStream> answer) throws ProviderFailedException {
        URI to = from.resolve(URI.create(answer.headers().firstValue("Location").orElse("")));
        boolean web = to.getHost() != null && ("https".equals(scheme(to)) || "http".equals(scheme(to)));
        if (!web || "https".equals(scheme(from)) && !"https".equals(scheme(to))) {
            throw rejected("MEDIA_REDIRECTS", "The attachment's address leads to one that is not to be followed.");
        }
        return to;
    }

    private static URI address(URI address) {
        if (address.getHost() == null || !("https".equals(scheme(address)) || "http".equals(scheme(address)))) {
            throw new IllegalArgumentException("No web address");
        }
        return address;
    }

    private static String scheme(URI address) {
        return address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static ProviderFailedException rejected(String code, String words) {
        return new ProviderFailedException(
                ErrorKind.REJECTED,
                words,
                Optional.of(new ProviderError(code, Optional.of(words))),
                Optional.empty(),
                null);
    }
}
