package io.fractal.web.realtime;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A {@link Transport} over a websocket session of the server's. */
final class SessionTransport implements Transport {

    private static final Logger LOG = System.getLogger(SessionTransport.class.getName());
    private static final int SEND_TIMEOUT_MILLIS = 20_000;

    private final Session session;
    private final Executor executor;

    /**
     * @param executor runs what may block
     */
    SessionTransport(Session session, Executor executor) {
        this.session = session;
        this.executor = executor;
        session.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MILLIS);
    }

    @Override
    public void send(String text, Consumer<Throwable> done) {
        try {
            session.getAsyncRemote()
                    .sendText(text, result -> done.accept(result.isOK() ? null : failure(result.getException())));
        } catch (RuntimeException e) {
            // servers differ in what they throw for a session that has just ended; the callback was not taken then
            done.accept(e);
        }
    }

    private static Throwable failure(Throwable told) {
        return told == null ? new IOException("not sent") : told;
    }

    @Override
    public void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            // a session that has just ended; its end is noticed elsewhere
            LOG.log(Level.DEBUG, "Cannot ping", e);
        }
    }

    @Override
    public void close(int code, String reason) {
        executor.execute(() -> {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
            } catch (IOException | RuntimeException e) {
                // closing what is closed already is an error on some servers
                LOG.log(Level.DEBUG, "Cannot close", e);
            }
        });
    }
}
