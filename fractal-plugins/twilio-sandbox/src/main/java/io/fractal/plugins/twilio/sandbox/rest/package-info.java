/**
 * Twilio's Messages API as it travels over HTTP: create, list, fetch, update, delete, with Twilio's rules, fields and errors. It
 * decides nothing about what happens to a message later.
 */
package io.fractal.plugins.twilio.sandbox.rest;
