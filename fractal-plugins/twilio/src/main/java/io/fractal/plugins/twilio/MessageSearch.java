package io.fractal.plugins.twilio;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ChannelType;
import io.fractal.spi.OutboundMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds out whether Twilio took a message although no answer came. Twilio knows no idempotency key, so the message is recognised by
 * recipient, sender, text, number of media and time.
 *
 * <ul>
 *   <li>Exactly one such message that belongs to nothing the host keeps: found. When two equal texts are unaccounted for and Twilio
 *       has one, the first to ask gets it and the second is sent again, which is right in sum.
 *   <li>Several, or one without a readable date: undecided, since each could be it.
 *   <li>None, and the attempt began long enough ago: absent. Before that undecided, since Twilio's list may lag behind, and the
 *       request may still be on its way.
 *   <li>One from that time whose text has been redacted, or more messages than are worth reading: undecided.
 *   <li>For a template, any other message to that recipient from that time: undecided, since Twilio may write the text with more than
 *       the body that was expected, and does not say which template it was.
 * </ul>
 *
 * <p>A message by RCS may have gone out as an SMS from the fallback sender: it is looked for under both.
 *
 * <p>The list is not filtered by DateSent: a message that waits in a queue has none and would be missed.
 */
final class MessageSearch {

    /** Longer than the longest wait for an answer, with a margin for the list to catch up. */
    static final Duration SETTLING_TIME = Duration.ofSeconds(60);

    /** Twilio states whole seconds, by its own clock. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 20;
    private static final String TRIAL_PREFIX = "Sent from your Twilio trial account - ";

    private final String accountSid;
    private final TwilioRestClient client;
    private final Clock clock;

    MessageSearch(String accountSid, TwilioRestClient client, Clock clock) {
        this.accountSid = accountSid;
        this.client = client;
        this.clock = clock;
    }

    Lookup find(OutboundMessage wanted, Instant notBefore, Predicate<String> accountedFor) {
        Instant floor = notBefore.minus(CLOCK_TOLERANCE);
        List<Message> candidates = new ArrayList<>();
        boolean readAll = true;
        for (String recipient : recipients(wanted)) {
            readAll &= collect(wanted, reader(wanted, recipient), floor, candidates);
        }
        candidates.removeIf(message -> accountedFor.test(message.getSid()));
        List<Message> matches =
                candidates.stream().filter(message -> sameText(wanted, message)).toList();
        if (matches.size() == 1 && matches.get(0).getDateCreated() != null) {
            return new Lookup.Found(Receipts.of(matches.get(0)));
        }
        if (!matches.isEmpty()) {
            return new Lookup.Undecided(matches.size() + " messages at Twilio cannot be told from this one");
        }
        if (!readAll) {
            return new Lookup.Undecided("more messages to this recipient than are worth reading");
        }
        if (candidates.stream().anyMatch(message -> redacted(wanted, message))) {
            return new Lookup.Undecided("a message to this recipient has been redacted");
        }
        if (wanted.template().isPresent() && !candidates.isEmpty()) {
            return new Lookup.Undecided("a message to this recipient may be this template");
        }
        return clock.instant().isBefore(notBefore.plus(SETTLING_TIME))
                ? new Lookup.Undecided("Twilio does not list it yet")
                : new Lookup.Absent();
    }

    /**
     * Reads the list, newest first, down to the floor.
     *
     * @return whether the floor or the end was reached
     */
    private boolean collect(OutboundMessage wanted, MessageReader reader, Instant floor, List<Message> candidates) {
        Page<Message> page = reader.firstPage(client);
        for (int pages = 1; ; pages++) {
            List<Message> recent = page.getRecords().stream()
                    .filter(message -> !created(message).isBefore(floor))
                    .toList();
            recent.stream().filter(message -> sameParties(wanted, message)).forEach(candidates::add);
            boolean belowFloor = recent.isEmpty() && !page.getRecords().isEmpty();
            if (belowFloor || !page.hasNextPage()) {
                return true;
            }
            if (pages == MOST_PAGES) {
                return false;
            }
            page = reader.nextPage(page, client);
        }
    }

    private static List<String> recipients(OutboundMessage wanted) {
        String named = twilioAddress(wanted, wanted.to());
        return wanted.channel() == ChannelType.RCS ? List.of(named, wanted.to()) : List.of(named);
    }

    private MessageReader reader(OutboundMessage wanted, String recipient) {
        MessageReader reader = Message.reader(accountSid).setTo(new PhoneNumber(recipient));
        wanted.from()
                .filter(from -> wanted.channel() != ChannelType.RCS)
                .ifPresent(from -> reader.setFrom(new PhoneNumber(twilioAddress(wanted, from))));
        reader.pageSize(PAGE_SIZE);
        return reader;
    }

    private static String twilioAddress(OutboundMessage wanted, String address) {
        return new ChannelAddress(wanted.channel(), address).format();
    }

    /** A message without a date is taken for a recent one, so that it is looked at. */
    private static Instant created(Message message) {
        return message.getDateCreated() == null
                ? Instant.MAX
                : message.getDateCreated().toInstant();
    }

    private static boolean sameParties(OutboundMessage wanted, Message message) {
        boolean outbound = message.getDirection() != Message.Direction.INBOUND;
        boolean samePool = wanted.poolId().isEmpty() || wanted.poolId().get().equals(message.getMessagingServiceSid());
        return outbound && samePool;
    }

    private static boolean sameText(OutboundMessage wanted, Message message) {
        String body = text(message);
        boolean same = body.equals(wanted.body()) || body.equals(TRIAL_PREFIX + wanted.body());
        return same
                && (wanted.template().isPresent()
                        || mediaCount(message) == wanted.mediaUrls().size());
    }

    private static boolean redacted(OutboundMessage wanted, Message message) {
        return !wanted.body().isEmpty() && text(message).isEmpty();
    }

    private static String text(Message message) {
        return message.getBody() == null ? "" : message.getBody();
    }

    private static int mediaCount(Message message) {
        String number = message.getNumMedia();
        return number != null && number.matches("\\d{1,3}") ? Integer.parseInt(number) : 0;
    }
}
