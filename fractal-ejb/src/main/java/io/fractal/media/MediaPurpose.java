package io.fractal.media;

/** How media came to be stored. */
public enum MediaPurpose {
    /** Uploaded, to be sent. */
    UPLOAD,
    /** Fetched from a provider, for a message that came in. */
    INBOUND
}
