/**
 * Settings, time, request ids and the root of all errors: what every other component needs before it can begin. It knows no other
 * component, no database and no HTTP.
 */
package io.fractal.configuration;
