package io.fractal.conversations;

import java.util.List;

/**
 * A message with its whole history.
 *
 * @param statusHistory everything heard of its way, newest last
 * @param attempts the tries at handing it over, newest last; empty for received messages
 */
public record MessageDetail(MessageView message, List<StatusEventView> statusHistory, List<AttemptView> attempts) {

    public MessageDetail {
        statusHistory = List.copyOf(statusHistory);
        attempts = List.copyOf(attempts);
    }
}
