package io.fractal.product;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Posts webhooks to a running Fractal as Twilio does, signed with the account's auth token. */
public final class TwilioWebhooks {

    /** Where incoming messages are posted. */
    public static final String INCOMING = "/webhooks/twilio/incoming";

    /** Where status callbacks are posted. */
    public static final String STATUS = "/webhooks/twilio/status";

    private final FractalClient http;
    private final TwilioAccount account;

    /**
     * @param http a client of that Fractal that does not say who it is
     * @param account the account whose token signs
     */
    public TwilioWebhooks(FractalClient http, TwilioAccount account) {
        this.http = http;
        this.account = account;
    }

    /** The parameters that Twilio sends with an SMS from a person, with a message SID of its own. */
    public Map<String, String> sms(String from, String to, String body) {
        String sid = newSid();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("MessageSid", sid);
        parameters.put("SmsSid", sid);
        parameters.put("SmsMessageSid", sid);
        parameters.put("AccountSid", account.sid());
        parameters.put("From", from);
        parameters.put("To", to);
        parameters.put("Body", body);
        parameters.put("NumMedia", "0");
        parameters.put("NumSegments", "1");
        parameters.put("SmsStatus", "received");
        parameters.put("ApiVersion", "2010-04-01");
        return parameters;
    }

    /** The parameters that Twilio sends with a WhatsApp message from a person. */
    public Map<String, String> whatsApp(String from, String to, String body, String profileName) {
        Map<String, String> parameters = sms("whatsapp:" + from, "whatsapp:" + to, body);
        parameters.put("ProfileName", profileName);
        parameters.put("WaId", from.substring(1));
        parameters.put("MessageType", "text");
        return parameters;
    }

    /** The parameters of a status callback. */
    public Map<String, String> status(String sid, String status) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("MessageSid", sid);
        parameters.put("SmsSid", sid);
        parameters.put("MessageStatus", status);
        parameters.put("SmsStatus", status);
        parameters.put("AccountSid", account.sid());
        parameters.put("ApiVersion", "2010-04-01");
        return parameters;
    }

    /** Posts with the right signature. */
    public Answer post(String path, Map<String, String> parameters) {
        String signature = TwilioSignature.of(account.authToken(), http.baseUrl() + path, parameters);
        return postSigned(path, parameters, signature);
    }

    /** Posts with a signature that the caller chose. */
    public Answer postSigned(String path, Map<String, String> parameters, String signature) {
        return http.with("X-Twilio-Signature", signature).postForm(path, parameters);
    }

    /** Posts without a signature. */
    public Answer postUnsigned(String path, Map<String, String> parameters) {
        return http.postForm(path, parameters);
    }

    /** A message SID that nobody has used. */
    public static String newSid() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }
}
