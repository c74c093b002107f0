package io.fractal.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The way to one account of one provider: sends messages, verifies and reads the provider's webhooks. Holds no transaction and no
 * state that matters; the host may make it anew at any time.
 */
public interface ChannelAdapter extends AutoCloseable {

    /**
     * Hands one message to the provider. Called with no database transaction held. Must make at most one attempt: repeating is the
     * host's decision, see {@link ErrorKind}.
     *
     * @throws ProviderFailedException when the provider did not take the message, or may not have
     */
    SendReceipt send(OutboundMessage message) throws ProviderFailedException;

    /**
     * Asks the provider whether it knows a message whose sending had an unknown outcome. May be called again later after
     * {@link Lookup.Undecided}.
     *
     * @param message what was to be sent
     * @param notBefore when the attempt began; no earlier message is meant
     * @param accountedFor whether a provider message id already belongs to a message that the host keeps; such a one is never the
     *     answer, so that two equal texts sent in a row are told apart
     * @return what the provider knows
     * @throws ProviderFailedException when the provider could not be asked
     */
    Lookup lookUp(OutboundMessage message, Instant notBefore, Predicate<String> accountedFor)
            throws ProviderFailedException;

    /**
     * Reads the present state of a message at the provider. Status reports carry no price; the host asks here once a message has
     * been delivered.
     *
     * @param providerMessageId the provider's id of the message
     * @return the state, or empty when the provider no longer keeps the message or cannot be asked about single messages
     * @throws ProviderFailedException when the provider could not be asked
     */
    default Optional<SendReceipt> fetch(String providerMessageId) throws ProviderFailedException {
        return Optional.empty();
    }

    /** What this account's provider can do beside sending. Must not call the provider. */
    default Capabilities capabilities() {
        return Capabilities.NONE;
    }

    /**
     * Takes back a message that has not left the provider yet.
     *
     * @return its state after that
     * @throws ProviderFailedException of kind {@link ErrorKind#REJECTED} when it is too late or the provider cannot
     */
    default SendReceipt cancel(String providerMessageId) throws ProviderFailedException {
        throw ProviderFailedException.unsupported("cancel");
    }

    /**
     * Has the provider erase the text of a message and what is attached to it. A message that is gone already is no failure.
     *
     * @throws ProviderFailedException of kind {@link ErrorKind#REJECTED} when the provider cannot
     */
    default void redact(String providerMessageId) throws ProviderFailedException {
        throw ProviderFailedException.unsupported("redact");
    }

    /**
     * Tells the provider whether a message had its effect, for example whether its one-time code was used.
     *
     * @throws ProviderFailedException of kind {@link ErrorKind#REJECTED} when the provider does not want to know
     */
    default void giveFeedback(String providerMessageId, boolean confirmed) throws ProviderFailedException {
        throw ProviderFailedException.unsupported("feedback");
    }

    /** The provider's templates; empty when it keeps none. */
    default Optional<TemplateDirectory> templates() {
        return Optional.empty();
    }

    /** The provider's senders; empty when they cannot be listed. */
    default Optional<SenderDirectory> senders() {
        return Optional.empty();
    }

    /** The provider's attachments; empty when they are public and need no account. */
    default Optional<MediaSource> media() {
        return Optional.empty();
    }

    /** Whether the request was really made by the provider for this account, judged by its signature. */
    boolean verify(RawWebhook webhook);

    /**
     * Reads a verified webhook.
     *
     * @return what it tells, in order; empty when it tells nothing that Fractal keeps
     * @throws MalformedWebhookException when it lacks what the provider documents as always present
     */
    List<InboundEvent> parse(RawWebhook webhook) throws MalformedWebhookException;

    /** The answer that tells the provider the webhook was taken, without any further instruction. */
    WebhookResponse acknowledge(RawWebhook webhook);

    /**
     * Verifies, reads and answers a webhook in one call, which is how the host asks: it guards each call into a plugin, and thousands
     * of webhooks may come in a second. There is no need to override it.
     *
     * @return empty when the signature is not recognised
     * @throws MalformedWebhookException as {@link #parse}
     */
    default Optional<Understood> understand(RawWebhook webhook) throws MalformedWebhookException {
        return verify(webhook) ? Optional.of(new Understood(parse(webhook), acknowledge(webhook))) : Optional.empty();
    }

    /**
     * A verified webhook.
     *
     * @param events what it tells, in order
     * @param acknowledgement the answer once all of it is kept
     */
    record Understood(List<InboundEvent> events, WebhookResponse acknowledgement) {

        public Understood {
            events = List.copyOf(events);
        }
    }

    /** Frees what the adapter holds. */
    @Override
    default void close() {}

    /** What a provider knows of a message whose outcome was unknown. */
    sealed interface Lookup {

        /** The provider has it. */
        record Found(SendReceipt receipt) implements Lookup {}

        /** The provider is certain not to have it, so that it can be sent again. */
        record Absent() implements Lookup {}

        /**
         * The provider cannot tell, or cannot tell yet; the message stays visibly unknown.
         *
         * @param reason for the log: no message text, no secret
         */
        record Undecided(String reason) implements Lookup {}

        /** Shorthand for an adapter that returns what it found. */
        static Lookup of(Optional<SendReceipt> receipt) {
            return receipt.<Lookup>map(Found::new).orElseGet(Absent::new);
        }
    }
}
