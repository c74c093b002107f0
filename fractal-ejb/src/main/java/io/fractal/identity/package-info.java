/**
 * Who someone is and which role they have in a workspace: users, memberships, signed-in browsers, API keys. It knows nothing of HTTP
 * and decides on no other component's rights.
 */
package io.fractal.identity;
