package io.fractal.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An HTTP request as it came, before anyone has judged it. Also what an {@link HttpEndpoint} is handed.
 *
 * @param method the HTTP method in upper case
 * @param url the public address the caller used, with the query string exactly as sent: Fractal's public base address, the path, and
 *     {@code ?} with the query when there is one. Providers sign this address.
 * @param path the path below the place the request was routed to, beginning with a slash, decoded; {@code /} when nothing follows
 * @param headers all headers; names in lower case
 * @param queryParameters decoded parameters of the query string, each with its values in order
 * @param formParameters decoded parameters of a form body, each with its values in order; empty for any other body
 * @param body the bytes of the body; empty when there is none
 */
public record RawWebhook(
        String method,
        String url,
        String path,
        Map<String, List<String>> headers,
        Map<String, List<String>> queryParameters,
        Map<String, List<String>> formParameters,
        byte[] body) {

    public RawWebhook {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(path, "path");
        headers = lowerCased(headers);
        queryParameters = copied(queryParameters);
        formParameters = copied(formParameters);
        body = body.clone();
    }

    /** The bytes of the body, a copy. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return first(headers, name.toLowerCase(Locale.ROOT));
    }

    /** The first value of a form parameter, else of a query parameter of that name; the value may be empty. */
    public Optional<String> parameter(String name) {
        return first(formParameters, name).or(() -> first(queryParameters, name));
    }

    /** Method and path only: parameters and body hold message texts. */
    @Override
    public String toString() {
        return "RawWebhook[" + method + " " + path + "]";
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Map<String, List<String>> copied(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    private static Map<String, List<String>> lowerCased(Map<String, List<String>> headers) {
        Map<String, List<String>> result = new TreeMap<>();
        headers.forEach((name, values) -> result.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return Map.copyOf(result);
    }
}
