/**
 * The REST interface at {@code /api}: reads requests strictly, asks the boundaries, and answers in one envelope. It holds no rule of
 * the domain, and every question it passes on is bound to the caller's workspace.
 */
package io.fractal.web.api;
