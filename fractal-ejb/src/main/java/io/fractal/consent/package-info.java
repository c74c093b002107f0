/**
 * Who may be written to on which channel, and how we know. Hangs on addresses and knows neither messages nor how they are sent: who
 * reads keywords out of messages and who refuses to send asks here.
 */
package io.fractal.consent;
