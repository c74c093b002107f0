package io.fractal.conversations;

/** Who keeps a scheduled message until its time. */
public enum ScheduleKeeper {
    /** The provider: it has the message already. */
    PROVIDER,
    /** Fractal's own outbox: the provider does not know of it yet. */
    FRACTAL
}
