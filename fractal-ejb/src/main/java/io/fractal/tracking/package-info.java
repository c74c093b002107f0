/**
 * The status history of messages and the one status that follows from it. Appends and derives; nothing here ever assigns a status
 * that the history does not prove.
 */
package io.fractal.tracking;
