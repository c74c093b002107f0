package io.fractal.consent;

import io.fractal.spi.InboundContext.OptOut;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words by which people say that they want no more messages, that they want them again, or that they need help: the defaults of
 * Twilio (Advanced Opt-Out for Messaging Services) and the German ones. A word counts when it is the whole message, in any case, with or
 * without punctuation behind it.
 */
public final class ConsentKeywords {

    private static final int LONGEST = 40;

    private static final Pattern PUNCTUATION_BEHIND = Pattern.compile("[\\p{Punct}\\p{Po}\\p{Pf}\\p{Z}\\s]+$");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\uFE0F]");

    private static final Map<String, ConsentKeyword> WORDS = words();

    private ConsentKeywords() {}

    /**
     * The keyword that a text is.
     *
     * @param body the whole text; may be empty
     */
    public static Optional<ConsentKeyword> in(String body) {
        if (body.isEmpty() || body.length() > LONGEST) {
            return Optional.empty();
        }
        String visible = INVISIBLE.matcher(body).replaceAll("").replace('\u00A0', ' ');
        String word = PUNCTUATION_BEHIND.matcher(visible.strip()).replaceAll("").strip();
        return Optional.ofNullable(WORDS.get(word.toUpperCase(Locale.ROOT)));
    }

    private static Map<String, ConsentKeyword> words() {
        Map<String, ConsentKeyword> words = new HashMap<>();
        for (String word : new String[] {"STOP", "STOPALL", "UNSUBSCRIBE", "QUIT", "REVOKE", "OPTOUT"}) {
            words.put(word, new ConsentKeyword(OptOut.STOP, false, false));
        }
        for (String word : new String[] {"STOPP", "ABMELDEN", "ABBESTELLEN"}) {
            words.put(word, new ConsentKeyword(OptOut.STOP, false, true));
        }
        for (String word : new String[] {"CANCEL", "END"}) {
            words.put(word, new ConsentKeyword(OptOut.STOP, true, false));
        }
        for (String word : new String[] {"START", "UNSTOP"}) {
            words.put(word, new ConsentKeyword(OptOut.START, false, false));
        }
        words.put("YES", new ConsentKeyword(OptOut.START, true, false));
        words.put("HELP", new ConsentKeyword(OptOut.HELP, false, false));
        words.put("INFO", new ConsentKeyword(OptOut.HELP, true, false));
        words.put("HILFE", new ConsentKeyword(OptOut.HELP, false, true));
        return Map.copyOf(words);
    }
}
