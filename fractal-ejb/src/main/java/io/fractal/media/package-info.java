/**
 * What messages carry beside text: stored bytes with what they really are, signed links to them, the limits of channels, thumbnails,
 * and the fetching of what came in. It knows attachments as rows that name media, and nothing of conversations.
 */
package io.fractal.media;
