package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.spi.RawWebhook;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists messages, newest first, filtered and in pages as Twilio does. */
final class MessageList {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final List<String> FILTERS = List.of("To", "From", "DateSent", "DateSent>", "DateSent<");

    private final SandboxAccount account;
    private final MessageStore store;
    private final MessageJson json;

    MessageList(SandboxAccount account, MessageStore store, MessageJson json) {
        this.account = account;
        this.store = store;
        this.json = json;
    }

    ObjectNode page(RawWebhook request) {
        int size = Math.max(1, Math.min(LARGEST_PAGE, number(request, "PageSize", USUAL_PAGE)));
        int page = number(request, "Page", 0);
        List<SandboxMessage> all = store.newestFirst(filter(request));
        int start = start(request, all, page * size);
        int end = Math.min(all.size(), start + size);
        List<SandboxMessage> shown = start < end ? all.subList(start, end) : List.of();
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("page", page)
                .put("page_size", size)
                .put("start", start)
                .put("end", Math.max(start, end - 1))
                .put("uri", uri(request, size, page, token(request).orElse(null)))
                .put("first_page_uri", uri(request, size, 0, null))
                .put("previous_page_uri", page == 0 ? null : uri(request, size, page - 1, null))
                .put(
                        "next_page_uri",
                        end < all.size()
                                ? uri(
                                        request,
                                        size,
                                        page + 1,
                                        "PA" + all.get(end - 1).sid())
                                : null);
        ArrayNode messages = answer.putArray("messages");
        shown.forEach(message -> messages.add(json.of(message)));
        return answer;
    }

    /** A page begins after the last message of the one before it, so that new messages do not shift it. */
    private static int start(RawWebhook request, List<SandboxMessage> all, int otherwise) {
        Optional<String> last = token(request).map(token -> token.substring(2));
        if (last.isEmpty()) {
            return otherwise;
        }
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).sid().equals(last.get())) {
                return index + 1;
            }
        }
        return otherwise;
    }

    private static Optional<String> token(RawWebhook request) {
        return query(request, "PageToken").filter(token -> token.startsWith("PA"));
    }

    private Predicate<SandboxMessage> filter(RawWebhook request) {
        List<Predicate<SandboxMessage>> filters = new ArrayList<>();
        query(request, "To")
                .ifPresent(
                        to -> filters.add(message -> to.equals(message.parties().to())));
        query(request, "From")
                .ifPresent(from ->
                        filters.add(message -> from.equals(message.parties().from())));
        query(request, "DateSent")
                .map(MessageList::span)
                .ifPresent(span -> filters.add(message -> sent(message, span.from, span.to)));
        query(request, "DateSent>")
                .map(MessageList::span)
                .ifPresent(span -> filters.add(message -> sent(message, span.from, Instant.MAX)));
        query(request, "DateSent<")
                .map(MessageList::span)
                .ifPresent(span -> filters.add(message -> sent(message, Instant.MIN, span.to)));
        return filters.stream().reduce(message -> true, Predicate::and);
    }

    /** A message that has not left has no such date and is never among them. */
    private static boolean sent(SandboxMessage message, Instant from, Instant before) {
        Instant sent = message.progress().sent();
        return sent != null && !sent.isBefore(from) && sent.isBefore(before);
    }

    private record Span(Instant from, Instant to) {}

    /** A date means its whole day, in UTC; a time means its second. */
    private static Span span(String text) {
        try {
            if (text.length() == 10) {
                Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return new Span(day, day.plus(Duration.ofDays(1)));
            }
            Instant second = LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
            return new Span(second, second.plusSeconds(1));
        } catch (DateTimeException unreadable) {
            throw ApiError.badRequest(20001, "DateSent is not a valid date");
        }
    }

    private String uri(RawWebhook request, int size, int page, String token) {
        StringBuilder query = new StringBuilder();
        for (String filter : FILTERS) {
            query(request, filter)
                    .ifPresent(value -> query.append(encode(filter))
                            .append('=')
                            .append(encode(value))
                            .append('&'));
        }
        query.append("PageSize=").append(size).append("&Page=").append(page);
        if (Objects.nonNull(token)) {
            query.append("&PageToken=").append(token);
        }
        return "/2010-04-01/Accounts/" + account.sid() + "/Messages.json?" + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int number(RawWebhook request, String name, int usual) {
        return query(request, name)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(usual);
    }

    private static Optional<String> query(RawWebhook request, String name) {
        return request.queryParameters().getOrDefault(name, List.of()).stream()
                .findFirst()
                .filter(value -> !value.isBlank());
    }
}
