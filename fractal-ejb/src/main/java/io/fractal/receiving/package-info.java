/**
 * The straight line inwards: verify, parse, deduplicate, persist, acknowledge. Nothing slow and nothing that may fail for a third
 * party's sake stands in it.
 */
package io.fractal.receiving;
