/**
 * Carries messages through their states as time passes, and posts Twilio's webhooks, signed and repeated as Twilio does. It knows
 * nothing of the calls by which messages come in.
 */
package io.fractal.plugins.twilio.sandbox.delivery;
