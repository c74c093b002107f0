package io.fractal.conversations;

/**
 * How many conversations each view of the inbox holds. None counts archived ones.
 *
 * @param all all that are not archived
 * @param unread those with unread messages
 * @param mine those assigned to the caller
 * @param unassigned those assigned to nobody
 */
public record Counts(long all, long unread, long mine, long unassigned) {}
