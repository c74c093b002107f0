package io.fractal.launcher;

/** Fractal cannot start, for a reason that one sentence tells; the sentence says what to do and is shown as it is. */
final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefused(String sentence) {
        super(sentence);
    }

    StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
