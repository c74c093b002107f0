/**
 * Looks now and then for messages that stopped moving and sets them going again. Holds no state of its own, so that it may run on
 * every node.
 */
package io.fractal.scheduling;
