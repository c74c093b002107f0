/**
 * Conversations and their messages: what is kept of them, how it is counted, and how it is read. Decides neither what may be sent nor
 * which status a message shows.
 */
package io.fractal.conversations;
