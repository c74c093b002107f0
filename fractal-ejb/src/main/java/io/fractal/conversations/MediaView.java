package io.fractal.conversations;

/**
 * One attachment.
 *
 * @param url where it is kept, at the provider for received ones
 * @param contentType its media type as stated by who sent it
 */
public record MediaView(String url, String contentType) {}
