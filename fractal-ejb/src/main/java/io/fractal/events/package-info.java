/**
 * The append-only log of what happened, written in the transaction in which it happened, and read by any number of readers that each
 * know how far they have come. It does not know what the events mean.
 */
package io.fractal.events;
