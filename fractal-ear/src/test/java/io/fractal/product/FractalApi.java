package io.fractal.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What tests ask of Fractal's REST interface again and again.
 *
 * @param client the client to ask with
 */
public record FractalApi(FractalClient client) {

    /** One message with its status history and its attempts. */
    public JsonNode message(String id) {
        return client.get("/api/messages/" + id).expect(200).data();
    }

    /** One conversation with its newest messages. */
    public JsonNode conversation(String id) {
        return client.get("/api/conversations/" + id).expect(200).data();
    }

    /** All messages whose text contains this, newest first; at most a hundred. */
    public List<JsonNode> messagesWith(String text) {
        return list(client.get("/api/messages?limit=100&q=" + FractalClient.encode(text))
                .expect(200)
                .data());
    }

    /** Waits until there is a message with this text, and returns it. */
    public JsonNode awaitMessageWith(String text) {
        return Deadline.await("a message '" + text + "'", () -> messagesWith(text), found -> !found.isEmpty())
                .get(0);
    }

    /** Waits until a message has a status, and returns the message. */
    public JsonNode awaitStatus(String id, String status) {
        return Deadline.await(
                "status " + status + " of " + id,
                () -> message(id),
                message -> status.equals(message.path("status").asText()));
    }

    /** Messages kept because they were sent to none of our addresses. */
    public List<JsonNode> unassigned() {
        return list(client.get("/api/unassigned?limit=100").expect(200).data());
    }

    /** Writes into a conversation and returns the accepted message. */
    public JsonNode reply(String conversationId, String text) {
        return send(FractalClient.object("conversationId", conversationId, "body", text));
    }

    /** Writes to an address and returns the accepted message. */
    public JsonNode write(String channel, String to, String text) {
        return send(FractalClient.object("to", to, "channelType", channel, "body", text));
    }

    /** Posts a message that must be accepted. */
    public JsonNode send(ObjectNode body) {
        return client.post("/api/messages", body).expect(201).data();
    }

    /** How much is stored: every message in the inbox and every one kept as unassigned. */
    public long storedMessages() {
        return total("/api/messages?limit=1") + total("/api/unassigned?limit=1");
    }

    /** How many conversations there are. */
    public long storedConversations() {
        return total("/api/conversations?limit=1");
    }

    private long total(String path) {
        return client.get(path)
                .expect(200)
                .json()
                .path("meta")
                .path("pagination")
                .path("total")
                .asLong(-1);
    }

    /** The elements of a JSON array. */
    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
