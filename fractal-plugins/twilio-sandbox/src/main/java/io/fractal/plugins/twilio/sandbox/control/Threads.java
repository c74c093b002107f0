package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.spi.RawWebhook;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the phone page polls: the last message of each thread, and the messages of one. */
final class Threads {

    private static final int MOST_MESSAGES = 300;
    private static final int MOST_THREADS = 300;

    /** All channels of one person together. */
    private static final int LOOKED_AT = 1000;

    private final MessageStore store;

    Threads(MessageStore store) {
        this.store = store;
    }

    /** The newest message of each person and channel, newest first. */
    ObjectNode overview() {
        ObjectNode answer = ControlJson.object().put("version", store.version());
        ArrayNode threads = answer.putArray("threads");
        store.threads(MOST_THREADS).forEach(message -> threads.add(ControlJson.message(message)));
        return answer;
    }

    /** The messages with one person, or with all, oldest first. */
    ObjectNode messages(RawWebhook request) {
        Optional<String> number = request.parameter("number").map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> channel = request.parameter("channel").filter(text -> !text.isEmpty());
        List<SandboxMessage> newest = number.map(Channel::bare)
                .map(person -> store.thread(person, LOOKED_AT))
                .orElseGet(() -> store.newest(LOOKED_AT));
        List<SandboxMessage> shown = newest.stream()
                .filter(message ->
                        channel.map(message.channel().name()::equalsIgnoreCase).orElse(true))
                .limit(MOST_MESSAGES)
                .collect(Collectors.toList());
        Collections.reverse(shown);
        ObjectNode answer = ControlJson.object().put("version", store.version()).put("total", store.size());
        ArrayNode messages = answer.putArray("messages");
        shown.forEach(message -> messages.add(ControlJson.message(message)));
        return answer;
    }
}
