package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the account may write from, and what belongs to what. */
public final class Senders {

    private static final Pattern ALPHANUMERIC = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}");
    private static final Pattern TOLL_FREE = Pattern.compile("\\+1(800|833|844|855|866|877|888)\\d{7}");
    private static final Pattern SHORT_CODE = Pattern.compile("\\d{3,8}");

    private final SandboxAccount account;
    private final Resources resources;

    /** The senders of an account. */
    public Senders(SandboxAccount account, Resources resources) {
        this.account = account;
        this.resources = resources;
    }

    /** What a sender is; each has its own rate. */
    public enum Type {
        LONG_CODE(1),
        TOLL_FREE(3),
        SHORT_CODE(100),
        ALPHANUMERIC(10),
        WHATSAPP(80),
        MESSENGER(200),
        RCS(100);

        private final int messagesPerSecond;

        Type(int messagesPerSecond) {
            this.messagesPerSecond = messagesPerSecond;
        }

        /** How many messages may leave in a second. */
        public int messagesPerSecond() {
            return messagesPerSecond;
        }
    }

    /** What the sender is, whether or not it is the account's. */
    public static Type type(String address) {
        return switch (Channel.of(address)) {
            case WHATSAPP -> Type.WHATSAPP;
            case MESSENGER -> Type.MESSENGER;
            case RCS -> Type.RCS;
            case SMS -> smsType(address);
        };
    }

    private static Type smsType(String address) {
        if (TOLL_FREE.matcher(address).matches()) {
            return Type.TOLL_FREE;
        }
        if (SHORT_CODE.matcher(address).matches()) {
            return Type.SHORT_CODE;
        }
        return isAlphanumeric(address) ? Type.ALPHANUMERIC : Type.LONG_CODE;
    }

    /** Whether it is a name in the place of a number. */
    public static boolean isAlphanumeric(String address) {
        return ALPHANUMERIC.matcher(address).matches();
    }

    /** Whether the account may write from this address; every one, when the account has none of that channel set. */
    public boolean owns(String address) {
        Channel channel = Channel.of(address);
        if (channel == Channel.SMS) {
            return account.phoneNumber().isEmpty() || find(address).isPresent();
        }
        boolean anyone = channel == Channel.WHATSAPP && account.whatsappNumber().isEmpty();
        return anyone || channelSender(address).isPresent();
    }

    /** The account's usual address on a channel, with its prefix. */
    public Optional<String> usual(Channel channel) {
        return switch (channel) {
            case SMS -> account.phoneNumber();
            case WHATSAPP -> account.whatsappNumber().map(channel::address);
            case MESSENGER, RCS ->
                resources.all(Kind.CHANNEL_SENDER).stream()
                        .map(sender -> sender.text("sender_id"))
                        .filter(sender -> Channel.of(sender) == channel)
                        .findFirst();
        };
    }

    /** The number or short code with this address. */
    public Optional<Resource> find(String address) {
        return first(Kind.NUMBER, "phone_number", address).or(() -> first(Kind.SHORT_CODE, "short_code", address));
    }

    /** The WhatsApp, Messenger or RCS sender with this address. */
    public Optional<Resource> channelSender(String address) {
        return first(Kind.CHANNEL_SENDER, "sender_id", address);
    }

    /** The messaging service that this address is in the pool of. */
    public Optional<Resource> serviceOf(String address) {
        Optional<Resource> member = Channel.of(address) == Channel.SMS
                ? find(address)
                        .flatMap(sender -> resources
                                .find(Kind.POOL_NUMBER, sender.sid())
                                .or(() -> resources.find(Kind.POOL_SHORT_CODE, sender.sid())))
                : channelSender(address).flatMap(sender -> resources.find(Kind.POOL_CHANNEL_SENDER, sender.sid()));
        return member.flatMap(found -> resources.find(Kind.SERVICE, found.parent()));
    }

    /** What an opt-out towards this address counts for: its messaging service, or itself. */
    public String optOutScope(String address) {
        return serviceOf(address).map(Resource::sid).orElse(address);
    }

    /** All addresses in the pool of a messaging service, in the order in which Twilio tries them. */
    public List<String> pool(String serviceSid) {
        List<String> pool = new ArrayList<>();
        resources
                .of(Kind.POOL_CHANNEL_SENDER, serviceSid)
                .forEach(member -> resources
                        .find(Kind.CHANNEL_SENDER, member.sid())
                        .ifPresent(sender -> pool.add(sender.text("sender_id"))));
        resources
                .of(Kind.POOL_SHORT_CODE, serviceSid)
                .forEach(member -> resources
                        .find(Kind.SHORT_CODE, member.sid())
                        .ifPresent(code -> pool.add(code.text("short_code"))));
        resources
                .of(Kind.POOL_NUMBER, serviceSid)
                .forEach(member -> resources
                        .find(Kind.NUMBER, member.sid())
                        .ifPresent(number -> pool.add(number.text("phone_number"))));
        resources.of(Kind.ALPHA_SENDER, serviceSid).forEach(alpha -> pool.add(alpha.text("alpha_sender")));
        return pool;
    }

    /**
     * Where a message to this address of the account is posted.
     *
     * @return empty when nothing is configured, so that Twilio drops the message
     */
    public Optional<String> incomingUrl(String address) {
        Optional<Resource> service = serviceOf(address)
                .filter(found ->
                        !found.fields().path("use_inbound_webhook_on_number").asBoolean());
        String configured = service.map(found -> url(found, "inbound_request_url"))
                .orElseGet(() -> Channel.of(address) == Channel.SMS
                        ? find(address).map(found -> url(found, "sms_url")).orElse(account.incomingUrl())
                        : channelSender(address)
                                .map(found -> found.fields().path("webhook"))
                                .map(webhook -> webhook.path("callback_url").asText(account.incomingUrl()))
                                .orElse(account.incomingUrl()));
        return Optional.of(configured).filter(url -> !url.isBlank());
    }

    /** An address that was never set is this Fractal's, so that a fresh sandbox works at once. */
    private String url(Resource resource, String field) {
        return resource.fields().has(field) ? resource.fields().path(field).asText("") : account.incomingUrl();
    }

    private Optional<Resource> first(Kind kind, String field, String value) {
        return resources.all(kind).stream()
                .filter(resource -> resource.text(field).equals(value))
                .findFirst();
    }
}
