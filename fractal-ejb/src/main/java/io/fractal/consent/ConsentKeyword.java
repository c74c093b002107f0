package io.fractal.consent;

import io.fractal.spi.InboundContext.OptOut;
import java.util.Objects;

/**
 * What a message asks for with its one word.
 *
 * @param meaning what it asks for
 * @param ordinary whether people also write it without meaning their consent (YES, CANCEL, END, INFO): it counts only where the provider
 *     acts on it too
 * @param german whether it is a German word
 */
public record ConsentKeyword(OptOut meaning, boolean ordinary, boolean german) {

    public ConsentKeyword {
        Objects.requireNonNull(meaning, "meaning");
    }
}
