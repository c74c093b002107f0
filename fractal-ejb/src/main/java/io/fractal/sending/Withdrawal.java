package io.fractal.sending;

import io.fractal.conversations.Message;
import io.fractal.spi.InboundEvent.ProviderError;
import java.util.Optional;

/**
 * Knows of messages that nobody wants sent any more, although it could not be prevented yet: their outcome was unknown when they were
 * taken back. Asked, in the transaction that holds the message, before one that its provider turns out not to have is sent again.
 */
public interface Withdrawal {

    /** Why a message is not to be sent any more; empty when, as far as this knows, it still is. */
    Optional<ProviderError> of(Message message);
}
