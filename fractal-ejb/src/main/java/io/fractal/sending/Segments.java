package io.fractal.sending;

import io.fractal.sending.SegmentCount.Encoding;
import java.util.BitSet;

/**
 * How Twilio bills a text as SMS: in which encoding it goes, and in how many segments. GSM-7 where every character is in the basic set
 * or its extension table (3GPP TS 23.038, 6.2.1), else UCS-2. A text that does not fit into one segment loses seven septets, or three
 * UTF-16 units, of each to the header that joins them; neither an escaped character nor a surrogate pair is split between two.
 */
public final class Segments {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private static final BitSet ONE_SEPTET = set(BASIC);
    private static final BitSet TWO_SEPTETS = set(EXTENDED);

    private static final int GSM_ALONE = 160;
    private static final int GSM_JOINED = 153;
    private static final int UCS_ALONE = 70;
    private static final int UCS_JOINED = 67;

    private Segments() {}

    /** How a text is billed; an empty one, or {@code null}, has no segment. */
    public static SegmentCount of(String body) {
        String text = body == null ? "" : body;
        boolean gsm = text.chars().allMatch(unit -> ONE_SEPTET.get(unit) || TWO_SEPTETS.get(unit));
        return gsm
                ? count(text, Encoding.GSM7, GSM_ALONE, GSM_JOINED)
                : count(text, Encoding.UCS2, UCS_ALONE, UCS_JOINED);
    }

    private static SegmentCount count(String text, Encoding encoding, int alone, int joined) {
        int units = text.codePoints().map(point -> size(point, encoding)).sum();
        if (units <= alone) {
            return new SegmentCount(encoding, units == 0 ? 0 : 1, units);
        }
        int segments = 1;
        int filled = 0;
        for (int point : text.codePoints().toArray()) {
            int size = size(point, encoding);
            if (filled + size > joined) {
                segments++;
                filled = 0;
            }
            filled += size;
        }
        return new SegmentCount(encoding, segments, units);
    }

    private static int size(int point, Encoding encoding) {
        if (encoding == Encoding.UCS2) {
            return Character.charCount(point);
        }
        return TWO_SEPTETS.get(point) ? 2 : 1;
    }

    private static BitSet set(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }
}
