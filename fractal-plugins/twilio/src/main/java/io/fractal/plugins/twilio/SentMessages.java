package io.fractal.plugins.twilio;

import com.twilio.base.ResourceSet;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.message.Feedback;
import com.twilio.rest.api.v2010.account.message.Media;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import java.util.ArrayList;
import java.util.List;

/** What can still be done with messages that Twilio has. Each of it may be done twice and then has been done once. */
final class SentMessages {

    private final String accountSid;
    private final TwilioRestClient client;

    SentMessages(String accountSid, TwilioRestClient client) {
        this.accountSid = accountSid;
        this.client = client;
    }

    SendReceipt cancel(String messageSid) throws ProviderFailedException {
        return TwilioCall.reading(() -> Receipts.of(Message.updater(accountSid, messageSid)
                .setStatus(Message.UpdateStatus.CANCELED)
                .update(client)));
    }

    /** Takes the text away and deletes the media, which stay otherwise. */
    void redact(String messageSid) throws ProviderFailedException {
        boolean there = TwilioCall.ifThere(() ->
                        Message.updater(accountSid, messageSid).setBody("").update(client))
                .isPresent();
        if (there) {
            for (String mediaSid : TwilioCall.ifThere(() -> mediaOf(messageSid)).orElse(List.of())) {
                TwilioCall.ifThere(
                        () -> Media.deleter(accountSid, messageSid, mediaSid).delete(client));
            }
        }
    }

    void giveFeedback(String messageSid, boolean confirmed) throws ProviderFailedException {
        Feedback.Outcome outcome = confirmed ? Feedback.Outcome.CONFIRMED : Feedback.Outcome.UNCONFIRMED;
        TwilioCall.reading(() ->
                Feedback.creator(accountSid, messageSid).setOutcome(outcome).create(client));
    }

    /** All of them, read before the first is deleted, because pages shift when something goes. */
    private List<String> mediaOf(String messageSid) {
        ResourceSet<Media> media = Media.reader(accountSid, messageSid).read(client);
        List<String> sids = new ArrayList<>();
        media.forEach(medium -> sids.add(medium.getSid()));
        return sids;
    }
}
