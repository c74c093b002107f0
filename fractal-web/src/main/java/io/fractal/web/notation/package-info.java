/**
 * How things are written on the wire: JSON through one encoder and one strict reader, form parameters, ids, UTF-8. It knows the
 * notations only; which fields there are, and what they mean, is said by those who use it.
 */
package io.fractal.web.notation;
