package io.fractal.receiving;

import java.util.List;

/**
 * Something that follows from a received message and must be committed with it: an opt-out, the job that fetches its media. Found as a
 * CDI bean, called for each message that is kept and never for a repetition.
 *
 * <p>Every webhook waits for it, so it reads and writes for the whole batch with a few statements instead of some for each message,
 * and calls nothing outside the database. What may be slow or may fail for a third party's sake goes into the outbox or reads the
 * event log.
 */
public interface InboundReaction {

    /**
     * Messages have been kept in the present transaction and are about to be committed with whatever this does. The addresses of their
     * writers are locked, and the messages with their contacts and conversations can be read from the database. When it throws, nothing
     * of the batch is kept, and each of its messages is tried once more in a batch of its own.
     *
     * @param batch messages of one workspace in the order in which they came, not empty
     */
    void received(List<ReceivedMessage> batch);
}
