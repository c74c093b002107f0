package io.fractal.plugins.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.Domains;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Twilio's resources as JSON, through the SDK's client. The SDK's own resource classes leave out what they do not know, as a new kind
 * of content or a new word for a state; here it is kept, for people to read.
 */
final class TwilioApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String V2010 = "https://api.twilio.com";

    private final TwilioRestClient client;

    TwilioApi(TwilioRestClient client) {
        this.client = client;
    }

    /** One resource; empty when it is not there. */
    Optional<JsonNode> find(Domains host, String path) throws ProviderFailedException {
        return TwilioCall.ifThere(() -> call(request(HttpMethod.GET, host, path)));
    }

    /** Sends a form. */
    JsonNode post(Domains host, String path, Map<String, String> form) throws ProviderFailedException {
        Request request = request(HttpMethod.POST, host, path);
        form.forEach(request::addPostParam);
        return TwilioCall.reading(() -> call(request));
    }

    /** Sends JSON. A lost answer leaves it unknown whether the call had its effect. */
    JsonNode postJson(Domains host, String path, JsonNode body) throws ProviderFailedException {
        Request request = request(HttpMethod.POST, host, path);
        request.setContentType(ContentType.JSON);
        request.setBody(body.toString());
        return TwilioCall.writing(() -> call(request));
    }

    /** Removes a resource; one that is gone already is fine. */
    void delete(Domains host, String path) throws ProviderFailedException {
        TwilioCall.ifThere(() -> client.request(request(HttpMethod.DELETE, host, path)));
    }

    /**
     * A whole list, page by page.
     *
     * @param path with its query
     * @param name what the list is called in the answer
     * @return empty when the account has no such thing at all
     */
    List<JsonNode> list(Domains host, String path, String name) throws ProviderFailedException {
        List<JsonNode> all = new ArrayList<>();
        Set<String> read = new HashSet<>();
        Optional<JsonNode> page = find(host, path);
        while (page.isPresent()) {
            page.get().path(name).forEach(all::add);
            Optional<String> next = next(page.get());
            if (next.isPresent() && !read.add(next.get())) {
                throw unreadable("Twilio's pages of " + name + " lead in a circle");
            }
            page = next.isPresent() ? Optional.of(page(next.get())) : Optional.empty();
        }
        return all;
    }

    private JsonNode page(String address) throws ProviderFailedException {
        return TwilioCall.reading(() -> call(new Request(HttpMethod.GET, address)));
    }

    /** Version 2010 names the next page below its host, all others with its whole address. */
    private static Optional<String> next(JsonNode page) {
        return Json.text(page, "next_page_uri")
                .map(path -> V2010 + path)
                .or(() -> Json.text(page.path("meta"), "next_page_url"));
    }

    private static Request request(HttpMethod method, Domains host, String path) {
        return new Request(method, host.toString(), path);
    }

    private JsonNode call(Request request) {
        String answer = client.request(request).getContent();
        try {
            JsonNode json = JSON.readTree(answer);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            // said below, without the answer's content
        }
        throw new CallFailedException(
                ErrorKind.OUTCOME_UNKNOWN,
                "Twilio's answer is no JSON object",
                Optional.empty(),
                Optional.empty(),
                null);
    }

    private static ProviderFailedException unreadable(String message) {
        return new ProviderFailedException(ErrorKind.UNAVAILABLE, message, Optional.empty(), Optional.empty(), null);
    }
}
