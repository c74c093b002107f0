package io.fractal.demo;

import io.fractal.conversations.MessageDirection;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * A message of the demo workspace.
 *
 * @param age how long before the start it was written
 * @param unread whether nobody has read it yet; only received ones can be
 * @param status what a sent one came to; {@link DeliveryStatus#RECEIVED} for received ones
 * @param errorCode the provider's error, if it came to one
 */
record DemoMessage(
        MessageDirection direction,
        ChannelType channel,
        Duration age,
        boolean unread,
        DeliveryStatus status,
        Optional<String> errorCode,
        String text) {}
