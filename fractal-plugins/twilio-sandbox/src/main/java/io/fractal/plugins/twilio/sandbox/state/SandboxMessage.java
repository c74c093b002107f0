package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * A message as Twilio keeps it.
 *
 * @param sid {@code SM…}, or {@code MM…} with media
 * @param inbound whether a person wrote it to the account
 * @param parties who writes to whom
 * @param content what is written
 * @param progress how far it has come
 * @param statusCallback where its progress is reported, or {@code null}
 * @param created when it was created
 */
public record SandboxMessage(
        String sid,
        boolean inbound,
        Parties parties,
        Content content,
        Progress progress,
        String statusCallback,
        Instant created) {

    /**
     * Who writes to whom, with channel prefixes.
     *
     * @param from the sender; {@code null} while a messaging service has not chosen one
     * @param to the recipient
     * @param messagingServiceSid the sender pool used, or {@code null}
     */
    public record Parties(String from, String to, String messagingServiceSid) {}

    /**
     * What is written.
     *
     * @param body the text, empty when there is none or it has been redacted
     * @param mediaUrls the addresses of what is attached
     * @param segments how many segments the text was sent in; stays when the text is redacted
     */
    public record Content(String body, List<String> mediaUrls, int segments) {
        public Content {
            mediaUrls = List.copyOf(mediaUrls);
        }
    }

    /**
     * One state that the message will reach by itself.
     *
     * @param status Twilio's word
     * @param due when
     * @param errorCode the error it will carry, or {@code null}
     */
    public record Step(String status, Instant due, Integer errorCode) {}

    /**
     * How far a message has come.
     *
     * @param status Twilio's word
     * @param errorCode Twilio's error, or {@code null}
     * @param price what it cost, negative, or {@code null} until known
     * @param updated when the status last changed
     * @param sent when it left, or {@code null}
     * @param plan what happens next, in order
     */
    public record Progress(
            String status, Integer errorCode, String price, Instant updated, Instant sent, List<Step> plan) {
        public Progress {
            plan = List.copyOf(plan);
        }

        /** The same with another future. */
        public Progress planned(List<Step> next) {
            return new Progress(status, errorCode, price, updated, sent, next);
        }
    }

    /** The channel it travels by. */
    @JsonIgnore
    public Channel channel() {
        return Channel.of(parties.to());
    }

    /** The person's address without prefix: whoever is not the account. */
    @JsonIgnore
    public String person() {
        return Channel.bare(inbound ? parties.from() : parties.to());
    }

    /** The same message, further on its way. */
    public SandboxMessage with(Progress next) {
        return new SandboxMessage(sid, inbound, parties, content, next, statusCallback, created);
    }

    /** The same message without its text. */
    public SandboxMessage redacted(Instant now) {
        Progress touched = new Progress(
                progress.status(), progress.errorCode(), progress.price(), now, progress.sent(), progress.plan());
        Content empty = new Content("", content.mediaUrls(), content.segments());
        return new SandboxMessage(sid, inbound, parties, empty, touched, statusCallback, created);
    }
}
