/**
 * Tells connected clients what has happened, as it happens: one hub per node reads the event log and fans out to the sockets of each
 * workspace. A socket that is slow loses its connection, never anybody else's time; nothing here changes anything.
 */
package io.fractal.web.realtime;
