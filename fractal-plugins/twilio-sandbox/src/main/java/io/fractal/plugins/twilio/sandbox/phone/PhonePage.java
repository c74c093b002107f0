package io.fractal.plugins.twilio.sandbox.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the phone page and its files. */
public final class PhonePage {

    private static final String FOLDER = "/io/fractal/plugins/twilio/sandbox/phone/";
    private static final String BUNDLE = "io.fractal.plugins.twilio.sandbox.phone.messages";
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "form-action 'self'; frame-ancestors 'none'";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.-]+)}}");
    private static final Pattern FILE = Pattern.compile("/([a-z-]+\\.(css|js|svg))");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8", "svg", "image/svg+xml");

    /**
     * Answers a request.
     *
     * @param path the path below {@code /sandbox/phone}, empty for the page itself
     */
    public WebhookResponse handle(RawWebhook request, String path) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return WebhookResponse.empty(405);
        }
        if (path.isEmpty()) {
            return page(language(request));
        }
        if (path.equals("/")) {
            // The page's links are relative to the address without a slash.
            return new WebhookResponse(302, "", Map.of("Location", "../phone"), new byte[0]);
        }
        Matcher file = FILE.matcher(path);
        byte[] content = file.matches() ? read(file.group(1)) : null;
        return content == null ? WebhookResponse.empty(404) : answer(TYPES.get(file.group(2)), content);
    }

    private static WebhookResponse page(Locale locale) {
        Map<String, String> texts = texts(locale);
        String template = new String(read("phone.html"), StandardCharsets.UTF_8);
        String html = PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), locale, texts)));
        return answer("text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(String key, Locale locale, Map<String, String> texts) {
        return switch (key) {
            case "lang" -> locale.getLanguage();
            case "texts" -> json(texts);
            default -> escape(texts.getOrDefault(key, key));
        };
    }

    /** English unless German is asked for, by the address or before English by the browser. */
    private static Locale language(RawWebhook request) {
        String asked = request.parameter("lang").orElse("");
        if (asked.isEmpty()) {
            asked = request.header("Accept-Language").orElse("");
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(asked), List.of(Locale.ENGLISH, Locale.GERMAN));
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }

    private static Map<String, String> texts(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                BUNDLE,
                locale,
                PhonePage.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> texts = new TreeMap<>();
        bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
        return texts;
    }

    /** JSON that cannot end the script element it stands in. */
    private static String json(Map<String, String> texts) {
        try {
            return JsonMapper.builder().build().writeValueAsString(texts).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of strings cannot be written as JSON", impossible);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static byte[] read(String name) {
        try (InputStream file = PhonePage.class.getResourceAsStream(FOLDER + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("The plugin's own file " + name + " cannot be read", broken);
        }
    }

    private static WebhookResponse answer(String type, byte[] content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cache-Control", "no-cache");
        return new WebhookResponse(200, type, headers, content);
    }
}
