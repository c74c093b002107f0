/**
 * What the sandboxed Twilio knows: its account, its messages, the webhooks it still owes, and how it was told to behave. It keeps
 * messages and webhooks across a crash, and neither talks over a network nor knows HTTP.
 */
package io.fractal.plugins.twilio.sandbox.state;
