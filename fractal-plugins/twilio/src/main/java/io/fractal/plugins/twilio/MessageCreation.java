package io.fractal.plugins.twilio;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Turns a message into the SDK's create call. */
final class MessageCreation {

    private MessageCreation() {}

    /**
     * @throws ProviderFailedException with {@link ErrorKind#REJECTED} when the message cannot be expressed in Twilio's terms; nothing was
     *     sent then
     */
    static MessageCreator of(String accountSid, OutboundMessage message) throws ProviderFailedException {
        try {
            PhoneNumber to = new PhoneNumber(new ChannelAddress(message.channel(), message.to()).format());
            String body = message.body().isEmpty() ? null : message.body();
            MessageCreator creator = message.poolId()
                    .map(pool -> Message.creator(accountSid, to, pool, body))
                    .orElseGet(() -> Message.creator(accountSid, to, (PhoneNumber) null, body));
            message.from()
                    .map(from -> new ChannelAddress(message.channel(), from).format())
                    .ifPresent(creator::setFrom);
            List<URI> media = message.mediaUrls().stream().map(URI::create).toList();
            if (!media.isEmpty()) {
                creator.setMediaUrl(media);
            }
            return creator.setStatusCallback(URI.create(message.statusCallbackUrl()));
        } catch (IllegalArgumentException inexpressible) {
            throw new ProviderFailedException(
                    ErrorKind.REJECTED,
                    "Message " + message.id() + " cannot be expressed for Twilio: channel " + message.channel()
                            + ", or a malformed address of a medium or of the status callback",
                    Optional.empty(),
                    Optional.empty(),
                    inexpressible);
        }
    }
}
