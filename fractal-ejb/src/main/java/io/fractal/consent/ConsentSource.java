package io.fractal.consent;

/** How we know of a consent. */
public enum ConsentSource {
    /** The contact wrote a keyword. */
    KEYWORD,
    /** The provider said so: it named the keyword, or refused to send (Twilio's error 21610). */
    PROVIDER,
    /** An API client said so. */
    API,
    /** A user said so. */
    USER,
    /** It came with imported contacts. */
    IMPORT
}
