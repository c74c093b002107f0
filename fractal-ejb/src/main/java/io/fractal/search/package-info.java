/**
 * Finds messages, contacts and conversations by what people type into one field. Reads the indexes of the others, and changes nothing.
 */
package io.fractal.search;
