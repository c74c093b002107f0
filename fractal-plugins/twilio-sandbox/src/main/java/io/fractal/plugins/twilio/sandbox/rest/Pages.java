package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Cuts lists into pages, in the shape of the core API and in that of the newer ones. */
final class Pages {

    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;
    private static final Set<String> POSITION = Set.of("PageSize", "Page", "PageToken");

    private Pages() {}

    static int size(Call call) {
        return Math.max(1, Math.min(LARGEST_SIZE, number(call, "PageSize", USUAL_SIZE)));
    }

    static int page(Call call) {
        return number(call, "Page", 0);
    }

    /** A page of the core API. */
    static ObjectNode core(Call call, String key, List<ObjectNode> all) {
        int start = start(call, all);
        int end = Math.min(all.size(), start + size(call));
        ObjectNode answer = core(call, start, end - start, end < all.size() ? "PA" + end : null);
        answer.putArray(key).addAll(all.subList(start, end));
        return answer;
    }

    /**
     * The frame of a page of the core API.
     *
     * @param start the position of its first entry
     * @param count how many entries it has
     * @param nextToken by what the next page is asked for, or {@code null} when there is none
     */
    static ObjectNode core(Call call, int start, int count, String nextToken) {
        int page = page(call);
        return Answers.object()
                .put("page", page)
                .put("page_size", size(call))
                .put("start", start)
                .put("end", Math.max(start, start + count - 1))
                .put("uri", uri(call, page, call.query("PageToken").orElse(null)))
                .put("first_page_uri", uri(call, 0, null))
                .put("previous_page_uri", page == 0 ? null : uri(call, page - 1, null))
                .put("next_page_uri", nextToken == null ? null : uri(call, page + 1, nextToken));
    }

    /** A page of the newer APIs, whose links are whole addresses. */
    static ObjectNode meta(Call call, String key, List<ObjectNode> all) {
        int start = start(call, all);
        int end = Math.min(all.size(), start + size(call));
        int page = page(call);
        String root = "https://" + call.host() + ".twilio.com";
        ObjectNode answer = Answers.object();
        answer.putObject("meta")
                .put("page", page)
                .put("page_size", size(call))
                .put("first_page_url", root + uri(call, 0, null))
                .put("previous_page_url", page == 0 ? null : root + uri(call, page - 1, null))
                .put("url", root + uri(call, page, null))
                .put("next_page_url", end < all.size() ? root + uri(call, page + 1, "PA" + end) : null)
                .put("key", key);
        answer.putArray(key).addAll(all.subList(start, end));
        return answer;
    }

    private static int start(Call call, List<ObjectNode> all) {
        int start = call.query("PageToken")
                .filter(token -> token.matches("PA\\d{1,9}"))
                .map(token -> Integer.parseInt(token.substring(2)))
                .orElseGet(() -> page(call) * size(call));
        return Math.min(start, all.size());
    }

    /** The address of another page, with the same filters. */
    private static String uri(Call call, int page, String token) {
        StringBuilder query = new StringBuilder();
        Map<String, List<String>> filters = new TreeMap<>(call.request().queryParameters());
        filters.keySet().removeAll(POSITION);
        filters.forEach((name, values) -> values.forEach(value ->
                query.append(encode(name)).append('=').append(encode(value)).append('&')));
        query.append("PageSize=").append(size(call)).append("&Page=").append(page);
        if (token != null) {
            query.append("&PageToken=").append(token);
        }
        return call.path() + "?" + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int number(Call call, String name, int usual) {
        return call.query(name)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(usual);
    }
}
