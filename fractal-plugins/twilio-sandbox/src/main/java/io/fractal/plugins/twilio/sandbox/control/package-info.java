/**
 * The interface by which tests and the phone page steer the sandbox: write as a person, look at messages, make Twilio fail. It is
 * open to whoever reaches the sandbox, and only keeps other web sites from using it through a visitor's browser.
 */
package io.fractal.plugins.twilio.sandbox.control;
