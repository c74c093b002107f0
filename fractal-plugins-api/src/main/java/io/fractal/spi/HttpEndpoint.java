package io.fractal.spi;

/**
 * An HTTP endpoint that a plugin serves at {@code /{path}} and everything below it. The host hands over every method; the endpoint
 * checks by itself who may call it.
 */
public interface HttpEndpoint {

    /** The first segment of the path, lower-case letters, digits and hyphens, for example {@code sandbox} for {@code /sandbox/…}. */
    String path();

    /**
     * Answers one request. {@link RawWebhook#path()} is what follows {@link #path()}.
     *
     * @return the answer; an exception is answered with 500 by the host and logged without the request's content
     */
    WebhookResponse handle(RawWebhook request);
}
