/**
 * What tests of this module share: a real PostgreSQL, transactions as the container would run them, and a clock that is set by hand.
 * It stands in for the container only, never for code of ours.
 */
package io.fractal.testing;
