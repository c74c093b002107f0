package io.fractal.plugins.twilio.sandbox.state;

import java.util.PrimitiveIterator;
import java.util.function.IntUnaryOperator;

/**
 * Counts the segments a text is sent in (3GPP TS 23.038 and 23.040): 160 GSM-7 characters, or 153 each when there are several; 70
 * UTF-16 units, or 67 each, as soon as one character is not in GSM-7. Neither an escaped character nor a surrogate pair is divided
 * between two segments.
 */
public final class Segments {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                    + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Each costs an escape character besides its own. */
    private static final String EXTENDED = "^{}\\[~]|€\f";

    private Segments() {}

    /** How many segments the text takes; 1 for an empty one, as Twilio counts. */
    public static int count(String text) {
        boolean gsm = text.codePoints().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
        return gsm
                ? count(text, c -> EXTENDED.indexOf(c) >= 0 ? 2 : 1, 160, 153)
                : count(text, Character::charCount, 70, 67);
    }

    private static int count(String text, IntUnaryOperator cost, int single, int each) {
        if (text.codePoints().map(cost).sum() <= single) {
            return 1;
        }
        int segments = 1;
        int used = 0;
        for (PrimitiveIterator.OfInt codePoints = text.codePoints().iterator(); codePoints.hasNext(); ) {
            int next = cost.applyAsInt(codePoints.nextInt());
            if (used + next > each) {
                segments++;
                used = 0;
            }
            used += next;
        }
        return segments;
    }
}
