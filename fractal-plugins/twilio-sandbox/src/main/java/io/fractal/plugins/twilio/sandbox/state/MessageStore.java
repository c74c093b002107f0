package io.fractal.plugins.twilio.sandbox.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The newest messages of the account and the webhooks it owes, in memory and in a journal. Beyond a limit the oldest messages that
 * are at rest are forgotten. Safe for use from several threads.
 */
public final class MessageStore implements AutoCloseable {

    /** How many messages are kept. One takes about a kilobyte. */
    public static final int MOST_MESSAGES = 100_000;

    private static final long COMPACT_ABOVE_BYTES = 4L * 1024 * 1024;

    /** While running the journal is rewritten more seldom: that takes a second. */
    private static final long COMPACT_AFTER_BYTES = 256L * 1024 * 1024;

    private final Journal<Entry> journal;
    private final int limit;
    private final MessageIndex messages = new MessageIndex();
    private final Map<String, Delivery> owed = new LinkedHashMap<>();
    private Consumer<SandboxMessage> onForgotten = message -> {};
    private Instant born;
    private long version;

    /**
     * One line of the journal. Exactly one group of fields is set.
     *
     * @param born when the journal was begun
     * @param message a message as it now is
     * @param deliveries webhooks owed since that change
     * @param deleted the SID of a message that is gone
     * @param done the id of a webhook that was answered or given up
     */
    record Entry(Instant born, SandboxMessage message, List<Delivery> deliveries, String deleted, String done) {

        static Entry born(Instant instant) {
            return new Entry(instant, null, null, null, null);
        }

        static Entry changed(SandboxMessage message, List<Delivery> deliveries) {
            return new Entry(null, message, deliveries, null, null);
        }

        static Entry deleted(String sid) {
            return new Entry(null, null, null, sid, null);
        }

        static Entry done(String deliveryId) {
            return new Entry(null, null, null, null, deliveryId);
        }
    }

    private MessageStore(Path file, int limit) {
        this.journal = new Journal<>(file, Entry.class);
        this.limit = limit;
    }

    /**
     * Opens the store, with everything that was in it.
     *
     * @param folder where its journal lies
     * @param now when an empty store counts as begun
     */
    public static MessageStore open(Path folder, Instant now) {
        return open(folder, now, MOST_MESSAGES);
    }

    static MessageStore open(Path folder, Instant now, int limit) {
        MessageStore store = new MessageStore(folder.resolve("messages.jsonl"), limit);
        store.journal.replay(store::apply);
        if (store.born == null) {
            store.born = now;
            store.journal.append(Entry.born(now));
        } else if (store.journal.size() > COMPACT_ABOVE_BYTES) {
            store.compact();
        }
        return store;
    }

    /** Tells of each message that is deleted or forgotten from now on. */
    public synchronized void onForgotten(Consumer<SandboxMessage> listener) {
        onForgotten = listener;
    }

    /** When the store was first opened. */
    public synchronized Instant born() {
        return born;
    }

    /** A number that grows with every change, for readers that poll. */
    public synchronized long version() {
        return version;
    }

    /** Adds a message together with the webhooks that tell of it. */
    public synchronized void add(SandboxMessage message, List<Delivery> deliveries) {
        record(Entry.changed(message, deliveries));
        if (messages.size() > limit) {
            messages.oldestAtRest().ifPresent(oldest -> delete(oldest.sid()));
        }
    }

    /**
     * Changes a message, if it is still there.
     *
     * @param change gives the changed message, or the same object when there is nothing to change; runs under the store's lock
     * @param news the webhooks that tell of the change
     * @return the change, or empty when nothing was changed
     */
    public synchronized Optional<Change> change(
            String sid, UnaryOperator<SandboxMessage> change, Function<SandboxMessage, List<Delivery>> news) {
        SandboxMessage before = messages.get(sid);
        SandboxMessage after = before == null ? null : change.apply(before);
        if (after == before) {
            return Optional.empty();
        }
        List<Delivery> deliveries = news.apply(after);
        record(Entry.changed(after, deliveries));
        return Optional.of(new Change(after, deliveries));
    }

    /** Forgets a message. */
    public synchronized void delete(String sid) {
        SandboxMessage gone = messages.get(sid);
        if (gone != null) {
            record(Entry.deleted(sid));
            onForgotten.accept(gone);
        }
    }

    /** Strikes off a webhook. */
    public synchronized void settled(Delivery delivery) {
        if (owed.containsKey(delivery.id())) {
            record(Entry.done(delivery.id()));
        }
    }

    /** A message by its SID. */
    public synchronized Optional<SandboxMessage> find(String sid) {
        return Optional.ofNullable(messages.get(sid));
    }

    /** How many messages there are. */
    public synchronized int size() {
        return messages.size();
    }

    /** One page of the messages that are wanted, newest first. */
    public synchronized MessageIndex.Found find(MessageQuery query) {
        return messages.find(query);
    }

    /** The newest messages with one person, newest first. */
    public synchronized List<SandboxMessage> thread(String person, int most) {
        return messages.thread(person, most);
    }

    /** The newest messages of all, newest first. */
    public synchronized List<SandboxMessage> newest(int most) {
        return messages.newest(most);
    }

    /** The newest message of each thread, newest first. */
    public synchronized List<SandboxMessage> threads(int most) {
        return messages.threads(most);
    }

    /** When the person last wrote to this address of the account; both with prefixes. */
    public synchronized Optional<Instant> lastInbound(String person, String own) {
        return messages.lastInbound(person, own);
    }

    /** The messages to which something more will happen by itself, oldest first. */
    public synchronized List<SandboxMessage> onTheirWay() {
        return messages.all().filter(message -> !message.isAtRest()).toList();
    }

    /** The webhooks owed, oldest first. */
    public synchronized List<Delivery> owed() {
        return List.copyOf(owed.values());
    }

    @Override
    public synchronized void close() {
        journal.close();
    }

    /**
     * A message that changed.
     *
     * @param message as it now is
     * @param deliveries the webhooks owed for it
     */
    public record Change(SandboxMessage message, List<Delivery> deliveries) {}

    private void record(Entry entry) {
        journal.append(entry);
        apply(entry);
        version++;
        if (journal.written() > COMPACT_AFTER_BYTES) {
            compact();
        }
    }

    private void apply(Entry entry) {
        if (entry.born() != null) {
            born = entry.born();
        }
        if (entry.message() != null) {
            messages.put(entry.message());
        }
        if (entry.deliveries() != null) {
            entry.deliveries().forEach(delivery -> owed.put(delivery.id(), delivery));
        }
        if (entry.deleted() != null) {
            messages.remove(entry.deleted());
        }
        if (entry.done() != null) {
            owed.remove(entry.done());
        }
    }

    private void compact() {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.born(born));
        messages.all().forEach(message -> entries.add(Entry.changed(message, List.of())));
        owed.values().forEach(delivery -> entries.add(Entry.changed(null, List.of(delivery))));
        journal.replace(entries);
    }
}
