/**
 * Who asks, and whether they may: identities, cookies, origins, the headers that browsers protect people by. It decides and refuses;
 * it answers no question of the domain.
 */
package io.fractal.web.security;
