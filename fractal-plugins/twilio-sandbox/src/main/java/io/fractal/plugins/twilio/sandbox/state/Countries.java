package io.fractal.plugins.twilio.sandbox.state;

import java.util.Map;

/** The countries of numbers: enough for the phone book, and empty where Twilio would not know either. */
public final class Countries {

    private static final Map<String, String> BY_CODE =
            Map.of("+49", "DE", "+43", "AT", "+41", "CH", "+44", "GB", "+61", "AU", "+33", "FR", "+1", "US");

    private Countries() {}

    /** The ISO code of a number's country, or an empty text. */
    public static String of(String number) {
        return BY_CODE.entrySet().stream()
                .filter(entry -> number.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
