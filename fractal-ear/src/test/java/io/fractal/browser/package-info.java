/**
 * Tests that use Fractal as a person does, in a real browser. They look for what a person sees or a screen reader says, never for
 * class names, and fail on any error that a page leaves in the console.
 */
package io.fractal.browser;
