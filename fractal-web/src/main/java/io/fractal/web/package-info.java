/**
 * Everything of Fractal that speaks HTTP. Its packages call the boundaries of the domain and listen to its events; they never reach
 * deeper, and none of them knows a provider.
 */
package io.fractal.web;
