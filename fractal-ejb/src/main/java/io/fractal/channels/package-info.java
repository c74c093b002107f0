/**
 * The ways out of and into a workspace: provider accounts, our own addresses at them (senders), and the canonical form of addresses.
 * Knows nothing of people or messages, and never calls a provider.
 */
package io.fractal.channels;
