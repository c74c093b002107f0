package io.fractal.spi;

/** Reads attachments that a provider keeps. */
public interface MediaSource {

    /**
     * Reads one attachment. Follows redirects, and shows the account's credentials to nobody but the provider itself.
     *
     * @param url an address from {@link InboundMessage.Media#url()}
     * @param mostBytes beyond this size it is refused with {@link ErrorKind#REJECTED}
     * @return the attachment
     * @throws ProviderFailedException {@link ErrorKind#REJECTED} when it is gone, too large or the credentials do not open it,
     *     {@link ErrorKind#THROTTLED} or {@link ErrorKind#UNAVAILABLE} when it is worth trying again
     */
    FetchedMedia fetch(String url, long mostBytes) throws ProviderFailedException;
}
