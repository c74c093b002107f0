/**
 * What goes wrong, as clients see it: one envelope for the API and one page for browsers. No exception text, stack trace or page of
 * the server's own ever leaves through here.
 */
package io.fractal.web.errors;
