package io.fractal.sending;

import java.time.Instant;

/** What keeps a message from being handed over at this moment. */
sealed interface Obstacle {

    /** In UPPER_SNAKE, shown with the message. */
    String code();

    /**
     * It will never be allowed.
     *
     * @param words a sentence for people, in English
     */
    record Forbidden(String code, String words) implements Obstacle {}

    /**
     * It is not its time yet.
     *
     * @param words a sentence for people, in English, or {@code null}
     * @param until when to look again
     * @param isWorthTelling whether people are told; a moment's waiting is not
     */
    record NotYet(String code, String words, Instant until, boolean isWorthTelling) implements Obstacle {}
}
