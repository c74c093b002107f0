/**
 * The people we write with, and the addresses they are reached at in canonical form. Knows nothing of what was written.
 */
package io.fractal.contacts;
