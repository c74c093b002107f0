package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.MessageIndex.Found;
import io.fractal.plugins.twilio.sandbox.state.MessageQuery;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists messages, newest first, filtered and in pages as Twilio does. */
final class MessageList {

    private final MessageStore store;
    private final MessageJson json;

    MessageList(MessageStore store, MessageJson json) {
        this.store = store;
        this.json = json;
    }

    /** A page begins after the last message of the one before it, so that new messages do not shift it. */
    ObjectNode page(Call call) {
        Optional<Long> below = call.query("PageToken").flatMap(MessageList::number);
        int before = Pages.page(call) * Pages.size(call);
        Found found = store.find(new MessageQuery(
                call.query("To").orElse(null),
                call.query("From").orElse(null),
                bound(call, Span::from, (one, other) -> one.isAfter(other) ? one : other, "DateSent", "DateSent>"),
                bound(call, Span::before, (one, other) -> one.isBefore(other) ? one : other, "DateSent", "DateSent<"),
                below.orElse(null),
                below.isPresent() ? 0 : before,
                Pages.size(call)));
        ObjectNode answer =
                Pages.core(call, before, found.messages().size(), found.more() ? token(found.last()) : null);
        ArrayNode messages = answer.putArray("messages");
        found.messages().forEach(message -> messages.add(json.of(message)));
        return answer;
    }

    private static Instant bound(
            Call call, Function<Span, Instant> end, BinaryOperator<Instant> narrower, String... names) {
        return Stream.of(names)
                .flatMap(name -> call.query(name).stream())
                .map(MessageList::span)
                .map(end)
                .reduce(narrower)
                .orElse(null);
    }

    private static String token(long number) {
        return String.format("PA%032x", number);
    }

    private static Optional<Long> number(String token) {
        return token.matches("PA0{16}[0-9a-f]{16}")
                ? Optional.of(Long.parseUnsignedLong(token.substring(18), 16))
                : Optional.empty();
    }

    private record Span(Instant from, Instant before) {}

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
}
