/**
 * The ways out of and into a workspace: provider accounts, our own addresses at them (senders), and the canonical form of addresses.
 * Knows nothing of people or messages. A provider is asked for its senders only, and never within a transaction.
 */
package io.fractal.channels;
