/** Checks that the files which hosts and tools read name commands that exist. Reads files of the repository only. */
package io.fractal.deployment;
