/**
 * Says whether Fractal lives, is ready and has started, to MicroProfile Health and, for servers that keep that to their management
 * port, at {@code /health} itself. It only asks what the components know of themselves.
 */
package io.fractal.web.health;
