package io.fractal.plugins.twilio;

import io.fractal.spi.RawWebhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A webhook as it stands in {@code webhooks/*.txt}: its address, its signature (made by an independent implementation) and its form
 * as it travels.
 */
record Fixture(String url, String signature, String form) {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String ACCOUNT = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    static Fixture load(String name) {
        try (InputStream file = Fixture.class.getResourceAsStream("/webhooks/" + name + ".txt")) {
            String[] lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            return new Fixture(lines[0], lines[1], lines[2]);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Fixture " + name, unreadable);
        }
    }

    RawWebhook webhook() {
        return at(url);
    }

    RawWebhook at(String otherUrl) {
        return request("POST", otherUrl, form, Map.of("X-Twilio-Signature", List.of(signature)));
    }

    static RawWebhook request(String method, String url, String form, Map<String, List<String>> headers) {
        int question = url.indexOf('?');
        return new RawWebhook(
                method,
                url,
                "/",
                headers,
                question < 0 ? Map.of() : decode(url.substring(question + 1)),
                decode(form),
                form.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, List<String>> decode(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(text(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(text(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
