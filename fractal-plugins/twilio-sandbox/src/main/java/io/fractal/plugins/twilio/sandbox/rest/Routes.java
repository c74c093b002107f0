package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.rest.Route.Handler;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the calls that are about one thing on one host. */
final class Routes {

    private final String host;
    private final String prefix;
    private final Target target;
    private final List<Route> routes = new ArrayList<>();

    /**
     * @param host the first word of the host
     * @param prefix what all paths begin with, as a regular expression
     * @param target what the calls are about
     */
    Routes(String host, String prefix, Target target) {
        this.host = host;
        this.prefix = prefix;
        this.target = target;
    }

    /** The core API of an account. */
    static Routes core(String accountSid, Target target) {
        return new Routes("api", "/2010-04-01/Accounts/" + Pattern.quote(accountSid), target);
    }

    Routes create(String path, Handler handler) {
        return add("POST", path, Operation.CREATE, handler);
    }

    Routes list(String path, Handler handler) {
        return add("GET", path, Operation.LIST, handler);
    }

    Routes fetch(String path, Handler handler) {
        return add("GET", path, Operation.FETCH, handler);
    }

    Routes update(String method, String path, Handler handler) {
        return add(method, path, Operation.UPDATE, handler);
    }

    Routes delete(String path, Handler handler) {
        return add("DELETE", path, Operation.DELETE, handler);
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    private Routes add(String method, String path, Operation operation, Handler handler) {
        routes.add(new Route(method, host, Pattern.compile(prefix + path), operation, target, handler));
        return this;
    }
}
