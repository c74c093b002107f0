/**
 * Twilio as Fractal's channel for SMS, MMS and WhatsApp: sends through Twilio's own SDK, verifies and reads Twilio's webhooks. It
 * knows the SPI and nothing else of Fractal, and keeps no state besides open connections.
 */
package io.fractal.plugins.twilio;
