/**
 * Durable work: what a transaction decided and what must happen after its commit, exactly once as far as the outside world allows.
 * It knows nothing of what the work is; handlers do it.
 */
package io.fractal.outbox;
