package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.spi.RawWebhook;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the phone page polls: the last message of each thread, and the messages of one. */
final class Threads {

    private static final int MOST_MESSAGES = 300;

    private final MessageStore store;

    Threads(MessageStore store) {
        this.store = store;
    }

    /** The newest message of each person and channel, newest first. */
    ObjectNode overview() {
        ObjectNode answer = ControlJson.object().put("version", store.version());
        ArrayNode threads = answer.putArray("threads");
        Set<String> seen = new HashSet<>();
        for (SandboxMessage message : store.newestFirst(any -> true)) {
            if (seen.add(message.channel() + " " + message.person())) {
                threads.add(ControlJson.message(message));
            }
        }
        return answer;
    }

    /** The messages with one person, or with all, oldest first. */
    ObjectNode messages(RawWebhook request) {
        Optional<String> number = request.parameter("number").map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> channel = request.parameter("channel").filter(text -> !text.isEmpty());
        Predicate<SandboxMessage> filter = message ->
                number.map(Channel::bare).map(message.person()::equals).orElse(true)
                        && channel.map(message.channel().name()::equalsIgnoreCase)
                                .orElse(true);
        List<SandboxMessage> newest = store.newestFirst(filter);
        List<SandboxMessage> shown =
                new java.util.ArrayList<>(newest.subList(0, Math.min(MOST_MESSAGES, newest.size())));
        Collections.reverse(shown);
        ObjectNode answer = ControlJson.object().put("version", store.version());
        ArrayNode messages = answer.putArray("messages");
        shown.forEach(message -> messages.add(ControlJson.message(message)));
        return answer;
    }
}
