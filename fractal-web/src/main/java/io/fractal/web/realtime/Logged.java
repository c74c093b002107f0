package io.fractal.web.realtime;

import io.fractal.events.EventPosition;

/**
 * A frame as it leaves, encoded once for everybody.
 *
 * @param position the place in the event log that it tells of
 * @param text the JSON
 */
record Logged(EventPosition position, String text) {}
