package io.fractal.events;

/**
 * The event log may have grown. Fired as a CDI event on a managed thread of every node, coalesced, never in a committing thread and
 * never in a transaction. Observers read on from their own positions with {@link EventLog#readAfter}.
 */
public record EventsAvailable() {}
