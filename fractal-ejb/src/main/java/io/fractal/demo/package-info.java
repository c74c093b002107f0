/**
 * The workspace a newcomer sees: people and conversations written once into an empty database while the sandbox is on. Never touches
 * a database that holds anything of its own.
 */
package io.fractal.demo;
