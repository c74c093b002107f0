package io.fractal.configuration;

/** What an error means for whoever called; the web answers with 422, 404, 410, 409, 403, 429 and 503, in this order. */
public enum ErrorKind {
    /** The request itself is wrong; repeating it unchanged will fail again. */
    INVALID,
    /** What the request names does not exist, or not in the caller's workspace. */
    NOT_FOUND,
    /** What the request names existed, and is over. */
    GONE,
    /** The request contradicts the present state. */
    CONFLICT,
    /** The caller may not do this. */
    FORBIDDEN,
    /** Too many of these; later it will work. */
    THROTTLED,
    /** Something that Fractal depends on does not answer now; later it may. */
    UNAVAILABLE
}
