import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes requests for the load generator, one a line: for {@code incoming} and {@code status} Twilio's signature, a tab and the form;
 * for {@code post} a tab and the JSON body. Run with {@code java Requests.java KIND COUNT SID_FILE}; {@code incoming} writes the SIDs of
 * its messages to the file, {@code status} reports on them. The addresses and the account come from the environment as bench.sh sets it.
 */
final class Requests {

    private static final int PEOPLE = 2_000;
    private static final List<String> WORDS = List.of("sent", "delivered", "read");

    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        int count = Integer.parseInt(arguments[1]);
        Path sidFile = Path.of(arguments[2]);
        List<String> known = kind.equals("status") ? Files.readAllLines(sidFile) : new ArrayList<>();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            out.println(
                    switch (kind) {
                        case "incoming" -> signed(kind, incoming(i, known));
                        case "status" -> signed(kind, status(i, known.get(i / WORDS.size() % known.size())));
                        default -> "\t" + post(i);
                    });
        }
        out.flush();
        if (kind.equals("incoming")) {
            Files.write(sidFile, known);
        }
    }

    private static Map<String, String> incoming(int i, List<String> sids) {
        byte[] random = new byte[16];
        new Random().nextBytes(random);
        String sid = "SM" + HexFormat.of().formatHex(random);
        sids.add(sid);
        Map<String, String> form = new TreeMap<>(Map.of(
                "MessageSid", sid,
                "SmsMessageSid", sid,
                "SmsSid", sid,
                "SmsStatus", "received",
                "AccountSid", System.getenv("TWILIO_ACCOUNT_SID"),
                "From", person(i),
                "To", System.getenv("TWILIO_PHONE_NUMBER"),
                "Body", "Hello, this is message number " + i + " and I need some help with my order",
                "NumMedia", "0",
                "ApiVersion", "2010-04-01"));
        form.putAll(Map.of(
                "NumSegments", "1",
                "FromCountry", "US",
                "FromState", "CA",
                "FromCity", "SAN FRANCISCO",
                "FromZip", "94105",
                "ToCountry", "US",
                "ToState", "CA",
                "ToCity", "",
                "ToZip", ""));
        return form;
    }

    private static Map<String, String> status(int i, String sid) {
        String word = WORDS.get(i % WORDS.size());
        return new TreeMap<>(Map.of(
                "MessageSid", sid,
                "SmsSid", sid,
                "MessageStatus", word,
                "SmsStatus", word,
                "AccountSid", System.getenv("TWILIO_ACCOUNT_SID"),
                "From", System.getenv("TWILIO_PHONE_NUMBER"),
                "To", person(i),
                "ApiVersion", "2010-04-01"));
    }

    /** For tomorrow, so that accepting is measured and not the pace at which a sender may write. */
    private static String post(int i) {
        return "{\"to\":\"%s\",\"channelType\":\"SMS\",\"body\":\"Your order number %d is on its way\",\"scheduledAt\":\"%s\"}"
                .formatted(person(i), i, Instant.now().plus(Duration.ofDays(1)));
    }

    private static String person(int i) {
        return "+1415" + (5_550_000 + i % PEOPLE);
    }

    private static String signed(String kind, Map<String, String> form) throws Exception {
        StringBuilder content = new StringBuilder(System.getenv("APP_URL") + "/webhooks/twilio/" + kind);
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> {
            content.append(name).append(value);
            body.append(body.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(System.getenv("TWILIO_AUTH_TOKEN").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        byte[] signature = mac.doFinal(content.toString().getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature) + "\t" + body;
    }
}
