package io.fractal.spi;

/**
 * The states of a message, those of Twilio's Messages resource plus {@link #UNKNOWN} for a send whose outcome nobody knows yet, and
 * for a word of the provider's that its adapter does not know (the word itself then stands in the provider status).
 *
 * <p>The order of the constants means nothing; which state is shown follows from the whole history and is decided by the host.
 */
public enum DeliveryStatus {
    ACCEPTED,
    SCHEDULED,
    QUEUED,
    SENDING,
    SENT,
    DELIVERED,
    READ,
    PARTIALLY_DELIVERED,
    FAILED,
    UNDELIVERED,
    CANCELED,
    RECEIVING,
    RECEIVED,
    UNKNOWN
}
