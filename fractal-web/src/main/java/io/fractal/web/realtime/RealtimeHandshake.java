package io.fractal.web.realtime;

import io.fractal.web.security.Credentials;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps of the handshake what the endpoint needs to know who connects. The servlet filters have refused strangers and foreign pages
 * before; the endpoint looks again, so that it does not depend on the order in which a server runs filters.
 */
public class RealtimeHandshake extends ServerEndpointConfig.Configurator {

    static final String CREDENTIALS = "fractal.credentials";
    static final String ORIGIN = "fractal.origin";
    static final String HOST = "fractal.host";

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Map<String, Object> kept = config.getUserProperties();
        keep(kept, CREDENTIALS, credentials(request).orElse(null));
        keep(kept, ORIGIN, first(request, "Origin"));
        keep(kept, HOST, first(request, "Host"));
    }

    private static void keep(Map<String, Object> kept, String name, Object value) {
        if (value == null) {
            kept.remove(name);
        } else {
            kept.put(name, value);
        }
    }

    private static Optional<Credentials> credentials(HandshakeRequest request) {
        return Credentials.ofHandshake(
                all(request, "X-API-Key"),
                all(request, "Authorization"),
                all(request, "Cookie"),
                all(request, "Sec-WebSocket-Protocol"));
    }

    private static String first(HandshakeRequest request, String name) {
        return all(request, name).stream().findFirst().orElse(null);
    }

    private static List<String> all(HandshakeRequest request, String name) {
        return request.getHeaders().entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }
}
