/**
 * Bulk jobs: one message to many people. A job keeps its recipients and turns them, a few at a time, into messages through {@link
 * io.fractal.sending}; what becomes of those is read from the messages themselves.
 */
package io.fractal.bulk;
