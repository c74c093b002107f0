/**
 * Tests that run inside Payara Micro beside the application's beans, for what cannot be seen from outside: transactions, and what
 * happens around their ends. The database is a real one.
 */
package io.fractal.arquillian;
