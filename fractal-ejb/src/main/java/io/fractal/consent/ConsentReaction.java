package io.fractal.consent;

import io.fractal.spi.ChannelType;
import java.util.List;
import java.util.UUID;

/**
 * Reacts to consents that have just changed, in the transaction that changes them. Found as a CDI bean. Must be quick and must not call
 * a provider; whatever takes time belongs into the outbox.
 */
public interface ConsentReaction {

    /**
     * A consent has changed.
     *
     * @param channel the channel it is kept under; SMS stands for MMS and RCS too
     * @param spellings every spelling of the address
     * @param state how it stands now
     */
    void changed(UUID workspaceId, ChannelType channel, List<String> spellings, ConsentState state);
}
