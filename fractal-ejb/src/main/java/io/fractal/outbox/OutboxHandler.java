package io.fractal.outbox;

import java.time.Duration;

/** Does one kind of outbox work. Found as a CDI bean; called from several threads at once, with no transaction. */
public interface OutboxHandler {

    /** The kind of work, as in {@link Outbox#add}. */
    String kind();

    /**
     * How long work that is done is remembered. As long as it is, the same kind of work on the same subject cannot be added again.
     */
    default Duration doneKept() {
        return Duration.ofDays(1);
    }

    /**
     * Does the work. Must record what it is about to do before any call to the outside, so that {@link OutboxWork#recovered()} work
     * can be told apart from new work. An exception counts as an attempt whose outcome nobody knows: the work comes again, recovered.
     *
     * @param work what to do; the handler has it for itself as long as this call lasts
     * @return what became of it
     */
    OutboxResult handle(OutboxWork work);
}
