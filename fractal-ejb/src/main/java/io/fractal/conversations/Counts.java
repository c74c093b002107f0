package io.fractal.conversations;

/**
 * How many conversations each view of the inbox holds.
 *
 * @param all all that are neither archived nor snoozed; the next three count among these
 * @param unread those with unread messages
 * @param mine those assigned to the caller
 * @param unassigned those assigned to nobody
 * @param archived those that are archived
 * @param snoozed those that are out of sight for a while
 */
public record Counts(long all, long unread, long mine, long unassigned, long archived, long snoozed) {}
