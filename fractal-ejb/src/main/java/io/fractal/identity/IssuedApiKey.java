package io.fractal.identity;

/**
 * A key that was made a moment ago, with what is never to be read again.
 *
 * @param shown what can be read of it at any time
 * @param key the whole key; never to be stored or logged
 */
public record IssuedApiKey(ApiKeyView shown, String key) {

    /** The id only: the key is secret. */
    @Override
    public String toString() {
        return "IssuedApiKey[" + shown.id() + "]";
    }
}
