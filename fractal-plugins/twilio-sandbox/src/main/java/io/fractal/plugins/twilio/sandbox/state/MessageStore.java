package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.plugins.twilio.sandbox.state.Journal.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** All messages of the account and the webhooks it owes, in memory and in a journal. Safe for use from several threads. */
public final class MessageStore implements AutoCloseable {

    private static final long COMPACT_ABOVE_BYTES = 4L * 1024 * 1024;

    private final Journal journal;
    private final Map<String, SandboxMessage> messages = new LinkedHashMap<>();
    private final Map<String, Delivery> owed = new LinkedHashMap<>();
    private Instant born;
    private long version;

    private MessageStore(Journal journal) {
        this.journal = journal;
    }

    /**
     * Opens the store, with everything that was in it.
     *
     * @param folder where its journal lies
     * @param now when an empty store counts as begun
     */
    public static MessageStore open(Path folder, Instant now) {
        MessageStore store = new MessageStore(new Journal(folder.resolve("messages.jsonl")));
        store.journal.replay(store::apply);
        if (store.born == null) {
            store.born = now;
            store.journal.append(Entry.born(now));
        } else if (store.journal.size() > COMPACT_ABOVE_BYTES) {
            store.compact();
        }
        return store;
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
    }

    /**
     * Changes a message, if it is still there.
     *
     * @param change gives the changed message, or the same object when there is nothing to change; runs under the store's lock
     * @param news the webhooks that tell of the change
     * @return the change, or empty when nothing was changed
     */
    public synchronized Optional<Change> change(
            String sid,
            UnaryOperator<SandboxMessage> change,
            java.util.function.Function<SandboxMessage, List<Delivery>> news) {
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
        if (messages.containsKey(sid)) {
            record(Entry.deleted(sid));
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

    /** The messages that fit, newest first. */
    public synchronized List<SandboxMessage> newestFirst(Predicate<SandboxMessage> filter) {
        List<SandboxMessage> found =
                new ArrayList<>(messages.values().stream().filter(filter).toList());
        Collections.reverse(found);
        return found;
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
    }

    private void apply(Entry entry) {
        if (entry.born() != null) {
            born = entry.born();
        }
        if (entry.message() != null) {
            messages.put(entry.message().sid(), entry.message());
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
        messages.values().forEach(message -> entries.add(Entry.changed(message, List.of())));
        owed.values().forEach(delivery -> entries.add(Entry.changed(null, List.of(delivery))));
        journal.replace(entries);
    }
}
