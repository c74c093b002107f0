package io.fractal.demo;

import io.fractal.conversations.MessageRoute;
import io.fractal.spi.ChannelType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Twilio would have sent: parameters of incoming messages, of status callbacks, and the answer to a create call. */
final class DemoPayloads {

    private static final String API_VERSION = "2010-04-01";

    private final String accountSid;

    DemoPayloads(String accountSid) {
        this.accountSid = accountSid;
    }

    Map<String, String> incoming(String sid, MessageRoute route, String name, String text) {
        Map<String, String> parameters = common(sid, route);
        parameters.put("SmsMessageSid", sid);
        parameters.put("SmsStatus", "received");
        parameters.put("Body", text);
        parameters.put("NumMedia", "0");
        parameters.put("NumSegments", "1");
        if (route.channel() == ChannelType.WHATSAPP) {
            parameters.put("MessageType", "text");
            parameters.put("ProfileName", name);
            parameters.put("WaId", route.from().substring(1));
        }
        return parameters;
    }

    Map<String, String> callback(String sid, MessageRoute route, String word, Optional<DemoError> error) {
        Map<String, String> parameters = common(sid, route);
        parameters.put("MessageStatus", word);
        parameters.put("SmsStatus", word);
        if (route.channel() == ChannelType.WHATSAPP) {
            parameters.put("ChannelPrefix", "whatsapp");
            parameters.put("ChannelToAddress", route.to());
        }
        error.ifPresent(stated -> {
            parameters.put("ErrorCode", stated.code());
            parameters.put("ErrorMessage", stated.words());
        });
        return parameters;
    }

    Map<String, String> created(String sid, MessageRoute route) {
        return new TreeMap<>(Map.of(
                "sid",
                sid,
                "account_sid",
                accountSid,
                "api_version",
                API_VERSION,
                "direction",
                "outbound-api",
                "from",
                address(route, route.from()),
                "to",
                address(route, route.to()),
                "num_media",
                "0",
                "status",
                "queued",
                "uri",
                "/" + API_VERSION + "/Accounts/" + accountSid + "/Messages/" + sid + ".json"));
    }

    private Map<String, String> common(String sid, MessageRoute route) {
        return new TreeMap<>(Map.of(
                "MessageSid", sid,
                "SmsSid", sid,
                "AccountSid", accountSid,
                "ApiVersion", API_VERSION,
                "From", address(route, route.from()),
                "To", address(route, route.to())));
    }

    private static String address(MessageRoute route, String number) {
        return route.channel() == ChannelType.WHATSAPP ? "whatsapp:" + number : number;
    }

    /** An error in Twilio's words (Twilio, Error and Warning Dictionary). */
    record DemoError(String code, String words) {

        static DemoError of(String code) {
            return new DemoError(
                    code,
                    switch (code) {
                        case "30003" -> "Unreachable destination handset";
                        case "30005" -> "Unknown destination handset";
                        case "63016" -> "Failed to send freeform message because you are outside the allowed window";
                        default -> throw new IllegalArgumentException("No words for error " + code);
                    });
        }
    }
}
