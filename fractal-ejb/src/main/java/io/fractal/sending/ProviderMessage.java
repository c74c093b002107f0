package io.fractal.sending;

import io.fractal.spi.ChannelAdapter;

/**
 * A message that its provider has, and the way to it; to be called without a transaction.
 *
 * @param sid the provider's id of the message
 */
record ProviderMessage(ChannelAdapter adapter, String sid) {}
