package io.fractal.web.realtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The connected clients, by workspace. Not thread-safe: {@link RealtimeHub} guards it. */
final class Audience {

    private final Map<UUID, Set<Client>> byWorkspace = new HashMap<>();

    void add(Client client) {
        byWorkspace
                .computeIfAbsent(client.workspaceId(), absent -> new HashSet<>())
                .add(client);
    }

    void remove(Client client) {
        Set<Client> clients = byWorkspace.get(client.workspaceId());
        if (clients != null && clients.remove(client) && clients.isEmpty()) {
            byWorkspace.remove(client.workspaceId());
        }
    }

    Set<UUID> workspaces() {
        return Set.copyOf(byWorkspace.keySet());
    }

    Set<Client> of(UUID workspaceId) {
        return byWorkspace.getOrDefault(workspaceId, Set.of());
    }

    List<Client> all() {
        return byWorkspace.values().stream().flatMap(Collection::stream).toList();
    }
}
