package io.fractal.sending;

/**
 * How a text is billed as SMS.
 *
 * @param segments how many; 0 for an empty text
 * @param characters how many units of the encoding it has: septets, with escapes, or UTF-16 units
 */
public record SegmentCount(Encoding encoding, int segments, int characters) {

    /** The encodings of an SMS. */
    public enum Encoding {
        GSM7,
        UCS2
    }
}
