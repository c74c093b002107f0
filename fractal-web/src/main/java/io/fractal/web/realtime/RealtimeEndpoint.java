package io.fractal.web.realtime;

import io.fractal.configuration.Settings;
import io.fractal.events.EventPosition;
import io.fractal.identity.Caller;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.notation.MalformedJsonException;
import io.fractal.web.security.Authenticator;
import io.fractal.web.security.Credentials;
import io.fractal.web.security.OriginRule;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plain websocket {@code /ws}: one instance for each connection. Clients listen; all they may say is {@code ping}. */
@ServerEndpoint(value = "/ws", configurator = RealtimeHandshake.class, subprotocols = "fractal")
public class RealtimeEndpoint {

    private static final Logger LOG = System.getLogger(RealtimeEndpoint.class.getName());
    private static final int LONGEST_MESSAGE = 4096;
    /** More than a client that comes back can have missed. */
    private static final int CAPACITY = 2 * CatchUp.MOST;

    @Inject
    RealtimeHub hub;

    @Inject
    CatchUp catchUp;

    @Inject
    Heartbeat heartbeat;

    @Inject
    Authenticator authenticator;

    @Inject
    Settings settings;

    @Inject
    Frames frames;

    @Inject
    Clock clock;

    private Client client;

    /** Lets a client in that may listen, and tells it first what it has missed. */
    @OnOpen
    public void open(Session session) throws IOException {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE);
        Optional<Credentials> credentials = credentials(session.getUserProperties());
        Optional<Caller> caller = credentials.flatMap(authenticator::caller);
        if (caller.isEmpty()) {
            session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "not signed in"));
            return;
        }
        Client joined =
                new Client(caller.get(), credentials.get(), new SessionTransport(session, hub::run), CAPACITY, clock);
        client = joined;
        heartbeat.start();
        begin(joined, after(session));
    }

    private Optional<Credentials> credentials(Map<String, Object> handshake) {
        Object found = handshake.get(RealtimeHandshake.CREDENTIALS);
        if (!(found instanceof Credentials credentials)) {
            return Optional.empty();
        }
        boolean ownPage = OriginRule.allows(
                (String) handshake.get(RealtimeHandshake.ORIGIN),
                (String) handshake.get(RealtimeHandshake.HOST),
                settings.publicUrl());
        return ownPage || !credentials.byCookie() ? Optional.of(credentials) : Optional.empty();
    }

    private static String after(Session session) {
        List<String> values = session.getRequestParameterMap().getOrDefault("after", List.of());
        return values.isEmpty() || values.get(0).isBlank() ? null : values.get(0);
    }

    private void begin(Client joined, String after) {
        try {
            Optional<EventPosition> known = catchUp.known(after);
            known.ifPresent(joined::knows);
            EventPosition live = hub.add(joined);
            joined.outgoing().release(catchUp.beginning(joined.workspaceId(), after, known, live));
        } catch (RuntimeException e) {
            // most likely the database is away; the client comes back by itself and is told why not to hurry
            LOG.log(Level.WARNING, "Cannot start a realtime connection", e);
            hub.remove(joined);
            joined.outgoing().close(CloseCode.TRY_AGAIN_LATER, "not available");
        }
    }

    /** Answers a ping; everything else ends the connection. */
    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void text(String message) {
        if (client == null) {
            return;
        }
        client.heard();
        if (isPing(message)) {
            client.outgoing().offer(frames.text(Frame.pong()));
        } else {
            client.outgoing().close(CloseCode.POLICY_VIOLATION, "only ping is understood");
        }
    }

    private static boolean isPing(String message) {
        try {
            return "ping"
                    .equals(JsonBody.parse(message.getBytes(StandardCharsets.UTF_8))
                            .string("event"));
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    /** A sign of life. */
    @OnMessage
    public void pong(PongMessage message) {
        if (client != null) {
            client.heard();
        }
    }

    /** Forgets the client. */
    @OnClose
    public void close() {
        if (client != null) {
            hub.remove(client);
            client.outgoing().forget();
        }
    }

    /** Connections break: nobody needs to be told but those who look for it. */
    @OnError
    public void error(Throwable failure) {
        LOG.log(Level.DEBUG, "A realtime connection failed", failure);
    }
}
