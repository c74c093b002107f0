package io.fractal.web.representation;

import io.fractal.conversations.ThreadView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The threads of the inbox, in the words of clients that know threads instead of conversations. */
@Schema(name = "Threads")
public record ThreadsJson(List<Thread> threads) {

    /** The representation of threads. */
    public static ThreadsJson of(List<ThreadView> threads) {
        return new ThreadsJson(threads.stream().map(Thread::of).toList());
    }

    /**
     * A conversation.
     *
     * @param lastMessage null when there is none
     * @param teamId always null: conversations belong to the whole workspace
     */
    @Schema(name = "ThreadOfContact")
    public record Thread(
            UUID id,
            Person contact,
            @Schema(nullable = true) LastMessage lastMessage,
            @Schema(example = "15") long messageCount,
            @Schema(example = "2") int unreadCount,
            @Schema(nullable = true) UUID teamId) {

        static Thread of(ThreadView thread) {
            LastMessage last = thread.lastMessageAt() == null
                    ? null
                    : new LastMessage(thread.body(), thread.lastMessageAt(), lower(thread.channelType()));
            return new Thread(
                    thread.id(),
                    new Person(thread.contactId(), thread.contactName(), thread.phone()),
                    last,
                    thread.messageCount(),
                    thread.unreadCount(),
                    null);
        }

        private static String lower(String channel) {
            return channel == null ? null : channel.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whom it is with.
     *
     * @param phone null when no number is known
     */
    @Schema(name = "ThreadContact")
    public record Person(
            UUID id,
            @Schema(example = "Jane Smith") String name,

            @Schema(example = "+12025551234", nullable = true)
            String phone) {}

    /** What was written last. */
    @Schema(name = "ThreadLastMessage")
    public record LastMessage(
            @Schema(example = "Thanks!", nullable = true) String content,
            Instant timestamp,
            @Schema(example = "sms") String channel) {

        /** Nothing of it: it is what people write. */
        @Override
        public String toString() {
            return "LastMessage";
        }
    }
}
