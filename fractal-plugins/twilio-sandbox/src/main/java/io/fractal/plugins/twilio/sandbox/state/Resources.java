package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Everything of the account's besides messages, in memory and in a journal. Safe for use from several threads. */
public final class Resources implements AutoCloseable {

    private static final long COMPACT_ABOVE_BYTES = 1024L * 1024;

    private final Journal<Line> journal;
    private final Map<Kind, Map<String, Resource>> byKind = new EnumMap<>(Kind.class);

    /**
     * One line of the journal.
     *
     * @param is a resource as it now is, or {@code null}
     * @param gone the kind of one that was deleted, or {@code null}
     * @param sid the SID of that one
     */
    record Line(Resource is, Kind gone, String sid) {}

    private Resources(Path file) {
        this.journal = new Journal<>(file, Line.class);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, new LinkedHashMap<>());
        }
    }

    /**
     * Opens what is there.
     *
     * @param folder where its journal lies
     */
    public static Resources open(Path folder) {
        Resources resources = new Resources(folder.resolve("resources.jsonl"));
        resources.journal.replay(resources::apply);
        if (resources.journal.size() > COMPACT_ABOVE_BYTES) {
            resources.journal.replace(resources.byKind.values().stream()
                    .flatMap(kind -> kind.values().stream())
                    .map(resource -> new Line(resource, null, null))
                    .toList());
        }
        return resources;
    }

    /** Whether there is nothing at all. */
    public synchronized boolean isEmpty() {
        return byKind.values().stream().allMatch(Map::isEmpty);
    }

    /** Adds a resource, or puts it in the place of the one with its SID. */
    public synchronized void put(Resource resource) {
        record(new Line(resource, null, null));
    }

    /** Changes a resource, if it is there; the change runs under the lock. */
    public synchronized Optional<Resource> change(Kind kind, String sid, UnaryOperator<Resource> change) {
        Optional<Resource> changed = find(kind, sid).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    /** Deletes a resource; says whether it was there. */
    public synchronized boolean delete(Kind kind, String sid) {
        boolean there = byKind.get(kind).containsKey(sid);
        if (there) {
            record(new Line(null, kind, sid));
        }
        return there;
    }

    /** A resource by its SID. */
    public synchronized Optional<Resource> find(Kind kind, String sid) {
        return Optional.ofNullable(byKind.get(kind).get(sid));
    }

    /** All of a kind, oldest first. */
    public synchronized List<Resource> all(Kind kind) {
        return List.copyOf(byKind.get(kind).values());
    }

    /** All of a kind that belong to something, oldest first. */
    public synchronized List<Resource> of(Kind kind, String parent) {
        List<Resource> found = new ArrayList<>(byKind.get(kind).values());
        found.removeIf(resource -> !parent.equals(resource.parent()));
        return found;
    }

    @Override
    public synchronized void close() {
        journal.close();
    }

    private void record(Line line) {
        journal.append(line);
        apply(line);
    }

    private void apply(Line line) {
        if (line.is() != null) {
            byKind.get(line.is().kind()).put(line.is().sid(), line.is());
        } else if (line.gone() != null) {
            byKind.get(line.gone()).remove(line.sid());
        }
    }
}
