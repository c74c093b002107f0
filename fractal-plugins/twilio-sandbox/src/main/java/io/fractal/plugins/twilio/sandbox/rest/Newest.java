package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The order in which Twilio lists. */
final class Newest {

    private Newest() {}

    static List<Resource> first(List<Resource> oldestFirst) {
        List<Resource> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        return newestFirst;
    }
}
