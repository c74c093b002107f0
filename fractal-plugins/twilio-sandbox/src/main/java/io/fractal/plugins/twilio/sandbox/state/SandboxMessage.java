package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
 * @param details what only some messages have
 */
public record SandboxMessage(
        String sid,
        boolean inbound,
        Parties parties,
        Content content,
        Progress progress,
        String statusCallback,
        Instant created,
        Details details) {

    public SandboxMessage {
        details = details == null ? Details.NONE : details;
    }

    /**
     * Who writes to whom, with channel prefixes.
     *
     * @param from the sender
     * @param to the recipient
     * @param messagingServiceSid the sender pool used, or {@code null}
     */
    public record Parties(String from, String to, String messagingServiceSid) {}

    /**
     * What is written.
     *
     * @param body the text, empty when there is none or it has been redacted
     * @param media what is attached
     * @param segments how many segments the text was sent in; stays when the text is redacted
     * @param template the content template it was made of, or {@code null}
     */
    public record Content(String body, List<Medium> media, int segments, Template template) {
        public Content {
            body = body == null ? "" : body;
            media = media == null ? List.of() : List.copyOf(media);
        }
    }

    /**
     * An attachment.
     *
     * @param sid {@code ME…}
     * @param contentType its media type
     * @param url where its bytes are; {@code null} when the sandbox keeps them itself
     */
    public record Medium(String sid, String contentType, String url) {}

    /**
     * What was made of a content template.
     *
     * @param sid the template's SID
     * @param approved whether it had been approved for WhatsApp when the message was created
     * @param errorCode what is wrong with it and will only be seen when it is sent, or {@code null}
     * @param actions what the person can tap
     */
    public record Template(String sid, boolean approved, Integer errorCode, List<Action> actions) {
        public Template {
            actions = actions == null ? List.of() : List.copyOf(actions);
        }
    }

    /**
     * Something to tap.
     *
     * @param kind {@code QUICK_REPLY}, {@code LIST_ITEM}, {@code URL}, {@code PHONE_NUMBER} and whatever else Twilio names
     * @param title what is written on it
     * @param value the id of a reply or an item, the address of a link; may be {@code null}
     */
    public record Action(String kind, String title, String value) {}

    /**
     * What only some messages have.
     *
     * @param sendAt when a scheduled one is due, or {@code null}
     * @param validityPeriod seconds within which it must leave, or {@code null}
     * @param fallbackFrom the number that an RCS message is sent from when the handset knows no RCS, or {@code null}
     * @param persistentAction WhatsApp locations and the like, as they came
     * @param feedback the outcome that was reported, or {@code null}
     * @param reply whether Twilio itself wrote it in answer to a keyword
     * @param parameters of an inbound message: those that are not of every message
     */
    public record Details(
            Instant sendAt,
            Integer validityPeriod,
            String fallbackFrom,
            List<String> persistentAction,
            String feedback,
            boolean reply,
            Map<String, String> parameters) {

        /** Of a message that has nothing special. */
        public static final Details NONE = new Details(null, null, null, null, null, false, null);

        public Details {
            persistentAction = persistentAction == null ? List.of() : List.copyOf(persistentAction);
            parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        }

        Details withFeedback(String outcome) {
            return new Details(sendAt, validityPeriod, fallbackFrom, persistentAction, outcome, reply, parameters);
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
            plan = plan == null ? List.of() : List.copyOf(plan);
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

    /** Whether nothing more will happen to it by itself. */
    @JsonIgnore
    public boolean isAtRest() {
        return progress.plan().isEmpty();
    }

    /** The same message, further on its way. */
    public SandboxMessage with(Progress next) {
        return new SandboxMessage(sid, inbound, parties, content, next, statusCallback, created, details);
    }

    /** The same message between others, as an RCS message that becomes an SMS. */
    public SandboxMessage between(Parties others) {
        return new SandboxMessage(sid, inbound, others, content, progress, statusCallback, created, details);
    }

    /** The same message with an outcome that the account reported. */
    public SandboxMessage withFeedback(String outcome) {
        return new SandboxMessage(
                sid, inbound, parties, content, progress, statusCallback, created, details.withFeedback(outcome));
    }

    /** The same message without one of its attachments. */
    public SandboxMessage without(String mediaSid) {
        List<Medium> left = content.media().stream()
                .filter(medium -> !medium.sid().equals(mediaSid))
                .toList();
        Content lighter = new Content(content.body(), left, content.segments(), content.template());
        return new SandboxMessage(sid, inbound, parties, lighter, progress, statusCallback, created, details);
    }

    /** The same message without its text. */
    public SandboxMessage redacted(Instant now) {
        Progress touched = new Progress(
                progress.status(), progress.errorCode(), progress.price(), now, progress.sent(), progress.plan());
        Content empty = new Content("", content.media(), content.segments(), content.template());
        return new SandboxMessage(sid, inbound, parties, empty, touched, statusCallback, created, details);
    }
}
