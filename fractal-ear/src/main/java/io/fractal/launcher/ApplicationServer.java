package io.fractal.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Payara Micro with the application in it. */
final class ApplicationServer implements AutoCloseable {

    private static final String WAR = "fractal.war";

    private final Path directory;
    private final int port;

    ApplicationServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Makes sure that the port is free, before anything else is started for nothing.
     *
     * @throws StartRefused if it is not
     */
    static void requireFreePort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new StartRefused(
                    "Port " + port + " is taken or not allowed; stop what listens there, or set PORT to"
                            + " another one.",
                    e);
        }
    }

    /**
     * Starts the server and deploys the application.
     *
     * @throws StartRefused if the server did not start or the application was not deployed; the log tells why
     */
    void start() {
        try {
            Path domain = directory.resolve("domain");
            Home.deleteDirectory(domain);
            Home.createPrivateDirectory(domain);
            Path war = directory.resolve(WAR);
            Path preBoot = directory.resolve("pre-boot.asadmin");
            Resources.copy("/" + WAR, war);
            Resources.copy("pre-boot.asadmin", preBoot);
            PayaraMicro.main(
                    "--port",
                    Integer.toString(port),
                    "--deploy",
                    war.toString(),
                    "--contextroot",
                    "/",
                    "--nocluster",
                    "--nohazelcast",
                    "--nohostaware",
                    "--disablephonehome",
                    "--prebootcommandfile",
                    preBoot.toString(),
                    "--rootdir",
                    domain.toString(),
                    "--unpackdir",
                    directory.resolve("modules").toString());
            requireDeployment();
        } catch (IOException e) {
            throw new StartRefused("The server's files cannot be written to " + directory + ".", e);
        }
    }

    /** The server itself comes up even if the application does not; its descriptor lists what has been started. */
    private static void requireDeployment() {
        PayaraMicroRuntime runtime = runtime();
        if (runtime == null
                || runtime.getLocalDescriptor().getDeployedApplications().isEmpty()) {
            throw new StartRefused("Fractal did not start; the log above tells why.");
        }
    }

    private static PayaraMicroRuntime runtime() {
        try {
            return PayaraMicro.getInstance().getRuntime();
        } catch (IllegalStateException e) {
            return null; // it is not running
        }
    }

    /** Stops the server in order; nothing happens if it is not running, or is just being stopped by its own hook. */
    @Override
    public void close() {
        try {
            PayaraMicroRuntime runtime = runtime();
            if (runtime != null) {
                runtime.shutdown();
            }
        } catch (BootstrapException | IllegalStateException e) {
            // the server's own shutdown hook was faster; stopping is synchronized, so it has stopped by now
        }
    }
}
