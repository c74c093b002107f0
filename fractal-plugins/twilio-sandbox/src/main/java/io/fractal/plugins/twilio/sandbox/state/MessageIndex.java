package io.fractal.plugins.twilio.sandbox.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Messages in the order in which they came, with what is needed to find them by SID, address, thread and time of sending without
 * looking at all of them. Not safe for several threads: its owner locks.
 */
public final class MessageIndex {

    /** How many old messages are looked at for one that may be forgotten, when many are still on their way. */
    private static final int LOOKED_AT = 200;

    private final Map<String, Long> numbers = new HashMap<>();
    private final NavigableMap<Long, SandboxMessage> messages = new TreeMap<>();
    private final Map<String, NavigableSet<Long>> byTo = new HashMap<>();
    private final Map<String, NavigableSet<Long>> byFrom = new HashMap<>();
    private final Map<String, NavigableSet<Long>> byPerson = new HashMap<>();
    private final Map<String, NavigableSet<Long>> byThread = new HashMap<>();
    private final NavigableMap<Long, String> threads = new TreeMap<>();
    private final NavigableSet<Departure> departures =
            new TreeSet<>(Comparator.comparing(Departure::sent).thenComparing(Departure::number));
    private final Map<String, Instant> lastInbound = new HashMap<>();
    private long next = 1;

    private record Departure(Instant sent, long number) {}

    /**
     * One page of messages.
     *
     * @param messages the page, newest first
     * @param last the number of its last message, by which the next page is asked for
     * @param more whether there are more
     */
    public record Found(List<SandboxMessage> messages, long last, boolean more) {}

    int size() {
        return messages.size();
    }

    SandboxMessage get(String sid) {
        Long number = numbers.get(sid);
        return number == null ? null : messages.get(number);
    }

    void put(SandboxMessage message) {
        Long known = numbers.get(message.sid());
        long number = known == null ? next++ : known;
        SandboxMessage before = messages.put(number, message);
        if (before == null) {
            numbers.put(message.sid(), number);
            enter(message, number);
        } else if (!before.parties().equals(message.parties())
                || !Objects.equals(before.progress().sent(), message.progress().sent())) {
            leave(before, number);
            enter(message, number);
        }
    }

    void remove(String sid) {
        Long number = numbers.remove(sid);
        if (number != null) {
            leave(messages.remove(number), number);
        }
    }

    Stream<SandboxMessage> all() {
        return messages.values().stream();
    }

    List<SandboxMessage> newest(int most) {
        return messages.descendingMap().values().stream().limit(most).toList();
    }

    List<SandboxMessage> thread(String person, int most) {
        NavigableSet<Long> found = byPerson.getOrDefault(person, new TreeSet<>());
        return found.descendingSet().stream().limit(most).map(messages::get).toList();
    }

    List<SandboxMessage> threads(int most) {
        return threads.descendingMap().keySet().stream()
                .limit(most)
                .map(messages::get)
                .toList();
    }

    Optional<Instant> lastInbound(String person, String own) {
        return Optional.ofNullable(lastInbound.get(person + " " + own));
    }

    Optional<SandboxMessage> oldestAtRest() {
        return messages.values().stream()
                .limit(LOOKED_AT)
                .filter(SandboxMessage::isAtRest)
                .findFirst()
                .or(() -> messages.values().stream().findFirst());
    }

    Found find(MessageQuery query) {
        Iterator<SandboxMessage> fitting = candidates(query).stream()
                .map(messages::get)
                .filter(query::fits)
                .skip(query.skip())
                .limit(query.most() + 1L)
                .iterator();
        List<SandboxMessage> page = new ArrayList<>();
        while (fitting.hasNext() && page.size() < query.most()) {
            page.add(fitting.next());
        }
        long last = page.isEmpty() ? 0 : numbers.get(page.get(page.size() - 1).sid());
        return new Found(page, last, fitting.hasNext());
    }

    /** The numbers to look at, newest first: the shortest list there is. */
    private Collection<Long> candidates(MessageQuery query) {
        NavigableSet<Long> shortest = messages.navigableKeySet();
        if (query.to() != null) {
            shortest = byTo.getOrDefault(query.to(), new TreeSet<>());
        } else if (query.byTime()) {
            shortest = sentWithin(query);
        } else if (query.from() != null) {
            shortest = byFrom.getOrDefault(query.from(), new TreeSet<>());
        }
        NavigableSet<Long> downwards = shortest.descendingSet();
        return query.below() == null ? downwards : downwards.tailSet(query.below(), false);
    }

    private NavigableSet<Long> sentWithin(MessageQuery query) {
        Instant from = query.sentFrom() == null ? Instant.MIN : query.sentFrom();
        Instant before = query.sentBefore() == null ? Instant.MAX : query.sentBefore();
        NavigableSet<Long> found = new TreeSet<>();
        if (from.isBefore(before)) {
            departures
                    .subSet(new Departure(from, 0), new Departure(before, 0))
                    .forEach(departure -> found.add(departure.number()));
        }
        return found;
    }

    private void enter(SandboxMessage message, long number) {
        add(byTo, message.parties().to(), number);
        add(byFrom, message.parties().from(), number);
        add(byPerson, message.person(), number);
        if (message.progress().sent() != null) {
            departures.add(new Departure(message.progress().sent(), number));
        }
        enterThread(thread(message), number);
        if (message.inbound()) {
            lastInbound.merge(
                    message.parties().from() + " " + message.parties().to(),
                    message.created(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    private void leave(SandboxMessage message, long number) {
        drop(byTo, message.parties().to(), number);
        drop(byFrom, message.parties().from(), number);
        drop(byPerson, message.person(), number);
        if (message.progress().sent() != null) {
            departures.remove(new Departure(message.progress().sent(), number));
        }
        String thread = thread(message);
        threads.remove(number);
        drop(byThread, thread, number);
        NavigableSet<Long> left = byThread.get(thread);
        if (left != null) {
            threads.put(left.last(), thread);
        } else {
            lastInbound.remove(
                    message.parties().from() + " " + message.parties().to());
        }
    }

    private void enterThread(String thread, long number) {
        NavigableSet<Long> before = byThread.get(thread);
        if (before != null) {
            threads.remove(before.last());
        }
        add(byThread, thread, number);
        threads.put(byThread.get(thread).last(), thread);
    }

    private static String thread(SandboxMessage message) {
        return message.channel() + " " + message.person();
    }

    private static void add(Map<String, NavigableSet<Long>> index, String key, long number) {
        if (key != null) {
            index.computeIfAbsent(key, none -> new TreeSet<>()).add(number);
        }
    }

    private static void drop(Map<String, NavigableSet<Long>> index, String key, long number) {
        NavigableSet<Long> numbers = key == null ? null : index.get(key);
        if (numbers != null && numbers.remove(number) && numbers.isEmpty()) {
            index.remove(key);
        }
    }
}
