package io.fractal.web.realtime;

/** Close codes of RFC 6455, section 7.4, and of its registry. */
final class CloseCode {

    static final int GOING_AWAY = 1001;
    static final int POLICY_VIOLATION = 1008;
    static final int INTERNAL_ERROR = 1011;
    static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}
}
