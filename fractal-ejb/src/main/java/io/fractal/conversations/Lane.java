package io.fractal.conversations;

/** Which queue a message on its way out stands in: mass mailings never hold up what people write to each other. */
public enum Lane {
    CONVERSATION,
    BULK
}
