/**
 * The straight line outwards: validate, persist, dispatch through the outbox, record what came of it. Never holds a transaction while
 * a provider is called.
 */
package io.fractal.sending;
