/**
 * The doors for providers and plugins: takes HTTP requests exactly as they came, hands them on, and writes the answer. It judges no
 * signature and knows no provider; nothing here may let the server read a body before its bytes are kept.
 */
package io.fractal.web.providers;
