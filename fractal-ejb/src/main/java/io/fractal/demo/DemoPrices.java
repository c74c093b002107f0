package io.fractal.demo;

import io.fractal.spi.ChannelType;
import java.math.BigDecimal;

/** What a message of the demo costs: believable, in the order of magnitude of Twilio's price list. */
final class DemoPrices {

    private static final BigDecimal WHATSAPP = new BigDecimal("-0.0050");
    private static final BigDecimal SMS_NORTH_AMERICA = new BigDecimal("-0.0083");
    private static final BigDecimal SMS_ELSEWHERE = new BigDecimal("-0.0790");
    private static final String GSM_BEYOND_ASCII = "äöüÄÖÜßàèéùìòñÑÇåÅæÆøØ£¥§¿¡";

    private DemoPrices() {}

    /** Negative, because it is a charge. */
    static BigDecimal of(ChannelType channel, String to, int segments) {
        BigDecimal each =
                channel == ChannelType.WHATSAPP ? WHATSAPP : to.startsWith("+1") ? SMS_NORTH_AMERICA : SMS_ELSEWHERE;
        return each.multiply(BigDecimal.valueOf(segments));
    }

    /** Segments of an SMS (3GPP TS 23.040): 160 or 153 characters of the GSM alphabet, else 70 or 67 UTF-16 units. */
    static int segments(String text) {
        boolean gsm = text.chars().allMatch(c -> c == '€' || c < 0x80 && c != '`' || GSM_BEYOND_ASCII.indexOf(c) >= 0);
        long length = gsm ? text.length() + text.chars().filter(c -> c == '€').count() : text.length();
        int single = gsm ? 160 : 70;
        int joined = gsm ? 153 : 67;
        return length <= single ? 1 : (int) ((length + joined - 1) / joined);
    }
}
