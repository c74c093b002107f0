/**
 * Remembers for a day what was answered to a request that named a key of its own (the header {@code Idempotency-Key}). The key is
 * claimed in a transaction of its own before the work begins; what the work is, is not known here.
 */
package io.fractal.idempotency;
