/**
 * A Twilio to try Fractal with: Twilio's Messages API with its rules and failures, people's handsets on a page, and an interface for
 * tests to steer it. It runs inside Fractal as a plugin, only when the sandbox is switched on, and shares no code with the adapter.
 */
package io.fractal.plugins.twilio.sandbox;
