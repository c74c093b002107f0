package io.fractal.plugins.twilio;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What Twilio's error codes mean and what to do about them, in English and German. */
final class ErrorCodes {

    private static final String BUNDLE = ErrorCodes.class.getPackageName() + ".errors";

    private ErrorCodes() {}

    /** The explanation of a code, in English for languages that the plugin does not speak; empty for a code it does not know. */
    static Optional<String> explain(String code, Locale locale) {
        // without the fallback to the server's own language, which is nobody's here
        ResourceBundle texts = ResourceBundle.getBundle(
                BUNDLE,
                locale,
                ErrorCodes.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return texts.containsKey(code) ? Optional.of(texts.getString(code)) : Optional.empty();
    }
}
