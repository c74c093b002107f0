/**
 * Fractal's things as the outside sees them: the same JSON in the API, in realtime frames and in the inbox page's data. Translates
 * what the boundaries return; decides nothing and reads nothing.
 */
package io.fractal.web.representation;
