package io.fractal.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The Twilio sandbox inside a running Fractal, steered through its control interface. */
public final class Sandbox {

    private static final String CONTROL = "/sandbox/api";

    private final FractalClient http;

    /** @param http a client of that Fractal that does not say who it is */
    public Sandbox(FractalClient http) {
        this.http = http;
    }

    /** Lets a person write an SMS to Fractal; the sandbox posts it, signed, as Twilio does. */
    public void writeSms(String from, String body) {
        write(FractalClient.object("from", from, "channel", "SMS", "body", body));
    }

    /** Lets a person write a WhatsApp message to Fractal. */
    public void writeWhatsApp(String from, String body, String profileName) {
        write(FractalClient.object("from", from, "channel", "WHATSAPP", "body", body, "profileName", profileName));
    }

    /** Everything that Fractal sent to a person's phone, oldest first. */
    public List<JsonNode> phone(String number) {
        JsonNode messages = http.get(CONTROL + "/messages?number=" + FractalClient.encode(number))
                .expect(200)
                .json();
        return FractalApi.list(messages.path("messages")).stream()
                .filter(message -> "outbound".equals(message.path("direction").asText()))
                .toList();
    }

    /**
     * Makes the next calls that create a message fail.
     *
     * @param calls how many
     * @param httpStatus what they are answered with
     * @param code Twilio's error code in the answer's body
     * @param afterAccepting whether the message is taken all the same
     */
    public void failNext(int calls, int httpStatus, int code, boolean afterAccepting) {
        behave(FractalClient.object(
                "failNext",
                FractalClient.object(
                        "count", calls, "httpStatus", httpStatus, "code", code, "afterAccept", afterAccepting)));
    }

    /** Posts the first callback before the call that created its message is answered. */
    public void callbackBeforeTheAnswer() {
        behave(FractalClient.object("callbackBeforeCreateResponse", true));
    }

    /** Posts callbacks newest first, each of them several times. */
    public void callbacksReversedAndRepeated(int times) {
        behave(FractalClient.object("reorderCallbacks", true, "repeatCallbacks", times));
    }

    /**
     * Every message that was ever sent through the account, as its REST API lists them; they survive the end of the process.
     *
     * @param account the account that is played
     */
    public List<JsonNode> accepted(TwilioAccount account) {
        FractalClient twilio = account.client(http);
        List<JsonNode> accepted = new ArrayList<>();
        String next = "/2010-04-01/Accounts/" + account.sid() + "/Messages.json?PageSize=1000";
        while (next != null) {
            JsonNode page = twilio.get("/sandbox/twilio" + next).expect(200).json();
            FractalApi.list(page.path("messages")).stream()
                    .filter(message -> message.path("direction").asText().startsWith("outbound"))
                    .forEach(accepted::add);
            next = page.path("next_page_uri").asText(null);
        }
        return accepted;
    }

    /** Lets each of the next calls that create a message meet something of this mix: names of what may happen, with weights. */
    public void storm(int calls, long seed, long hangMillis, ObjectNode mix) {
        behave(FractalClient.object(
                "storm", FractalClient.object("count", calls, "seed", seed, "millis", hangMillis, "mix", mix)));
    }

    /** Opens its API to the account's API key only, as when the auth token was changed at Twilio. */
    public void refuseAuthToken() {
        behave(FractalClient.object("refuseAuthToken", true));
    }

    /** Lets time pass for it alone. */
    public void pass(Duration time) {
        http.post(CONTROL + "/clock", FractalClient.object("seconds", time.toSeconds()))
                .expect(200);
    }

    /** Takes back every change. */
    public void reset() {
        http.send("DELETE", CONTROL + "/clock", "", new byte[0]).expect(200);
        http.send("DELETE", CONTROL + "/behaviour", "", new byte[0]).expect(200);
    }

    private void write(ObjectNode message) {
        JsonNode answer = http.post(CONTROL + "/inbound", message).expect(200).json();
        for (JsonNode response : answer.path("responses")) {
            if (response.path("status").asInt() != 200) {
                throw new AssertionError("The webhook was not taken: " + answer);
            }
        }
    }

    private void behave(ObjectNode change) {
        http.post(CONTROL + "/behaviour", change).expect(200);
    }
}
