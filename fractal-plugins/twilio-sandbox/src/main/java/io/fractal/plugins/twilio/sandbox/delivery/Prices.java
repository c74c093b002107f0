package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import java.math.BigDecimal;

/** Plausible prices, written as Twilio writes them: a negative number with five decimals, in US dollars. */
final class Prices {

    private static final BigDecimal WHATSAPP_MESSAGE = new BigDecimal("-0.00500");
    private static final BigDecimal SMS_SEGMENT_NORTH_AMERICA = new BigDecimal("-0.00830");
    private static final BigDecimal SMS_SEGMENT_ELSEWHERE = new BigDecimal("-0.08490");

    private Prices() {}

    static String of(SandboxMessage message) {
        if (message.channel() == Channel.WHATSAPP) {
            return WHATSAPP_MESSAGE.toPlainString();
        }
        BigDecimal segment = message.person().startsWith("+1") ? SMS_SEGMENT_NORTH_AMERICA : SMS_SEGMENT_ELSEWHERE;
        return segment.multiply(BigDecimal.valueOf(message.content().segments()))
                .toPlainString();
    }
}
