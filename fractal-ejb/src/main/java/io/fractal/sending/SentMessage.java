package io.fractal.sending;

import io.fractal.conversations.MessageView;

/**
 * The answer to a wish to send.
 *
 * @param repeated whether the message had been accepted before under the same client id, so that nothing new happened
 */
public record SentMessage(MessageView message, boolean repeated) {}
