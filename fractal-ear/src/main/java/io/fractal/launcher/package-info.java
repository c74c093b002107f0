/**
 * Starts Fractal from one runnable jar: settings, embedded PostgreSQL, Payara Micro, and their end in the right order.
 * It knows nothing of the
 * application but its WAR file, its settings with the form of {@code DATABASE_URL}, and its health address.
 */
package io.fractal.launcher;
