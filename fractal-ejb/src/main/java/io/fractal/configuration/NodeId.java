package io.fractal.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Tells this running process from every other one that works on the same database, earlier runs on this machine included. */
@ApplicationScoped
public class NodeId {

    private final String value = hostName() + "/" + UUID.randomUUID();

    /** The host's name, a slash, and something that no other process has. */
    public String value() {
        return value;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed"; // the second half is what matters
        }
    }
}
