/**
 * The pages people work in: the sign-in, the inbox and the messages to unassigned numbers, with their texts, theme and assets. Beans
 * here call boundaries and hold nothing but what a page shows; they decide nothing about messages and send none.
 */
package io.fractal.web.inbox;
