package io.fractal.events;

/**
 * How far the log can be read at one moment.
 *
 * @param latest the last event that can be read
 * @param unfinished whether events stand behind it that become readable when older transactions have ended
 */
public record EventHorizon(EventPosition latest, boolean unfinished) {}
