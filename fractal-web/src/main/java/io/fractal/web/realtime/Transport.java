package io.fractal.web.realtime;

import java.util.function.Consumer;

/** The wire under one connected client. */
interface Transport {

    /**
     * Sends a text without waiting for it to leave.
     *
     * @param text the whole frame
     * @param done called exactly once, on any thread, perhaps before this method returns; with null when the frame has left, else
     *     with what went wrong
     */
    void send(String text, Consumer<Throwable> done);

    /** Sends a ping; what goes wrong shows by the pong that stays away. */
    void ping();

    /**
     * Ends the connection; never throws, and may be called more than once.
     *
     * @param code a close code of RFC 6455
     * @param reason at most 123 bytes
     */
    void close(int code, String reason);
}
