/**
 * The page on which people's handsets are played: static files and their texts. It knows nothing of messages; the page's script asks
 * the control interface.
 */
package io.fractal.plugins.twilio.sandbox.phone;
