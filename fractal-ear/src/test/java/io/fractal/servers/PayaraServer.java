package io.fractal.servers;

import io.fractal.product.RunningFractal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A Payara Server with a fresh domain, prepared as operators prepare theirs, with the EAR deployed. */
final class PayaraServer implements AutoCloseable {

    /** What create-domain adds to the port base: HTTP, HTTPS, administration, JMS, IIOP and so on. */
    private static final List<Integer> OFFSETS = List.of(80, 81, 48, 76, 37, 38, 39, 86, 66, 9);

    private static final String DOMAIN = "fractal";

    private final Path folder = ServerFolders.empty("payara");
    private final Path domains = folder.resolve("domains");
    private final int base = freePortBase();
    private final Programs programs;

    PayaraServer(String databaseUrl) {
        Map<String, String> settings = new HashMap<>(RunningFractal.settings(folder.resolve("home"), httpPort()));
        settings.put("DATABASE_URL", databaseUrl);
        this.programs = new Programs(folder.resolve("asadmin.log"), settings);
    }

    String baseUrl() {
        return "http://localhost:" + httpPort();
    }

    void start() {
        asadmin(
                "create-domain",
                "--portbase",
                Integer.toString(base),
                "--nopassword",
                "--domaindir",
                domains.toString(),
                DOMAIN);
        asadmin("start-domain", "--domaindir", domains.toString(), DOMAIN);
        onServer(
                "multimode",
                "--file",
                ServerFolders.repository("docs/deploy/payara.asadmin").toString());
        asadmin("restart-domain", "--domaindir", domains.toString(), DOMAIN);
        onServer("deploy", "--name", "fractal", ServerFolders.ear().toString());
    }

    /** The server's log. */
    Path log() {
        return domains.resolve(DOMAIN).resolve("logs").resolve("server.log");
    }

    private int httpPort() {
        return base + OFFSETS.get(0);
    }

    private void onServer(String... command) {
        String[] arguments = new String[command.length + 2];
        arguments[0] = "--port";
        arguments[1] = Integer.toString(base + 48);
        System.arraycopy(command, 0, arguments, 2, command.length);
        asadmin(arguments);
    }

    private void asadmin(String... arguments) {
        programs.run(ServerFolders.distribution("payara").resolve("bin/asadmin"), arguments);
    }

    private static int freePortBase() {
        for (int attempt = 0; attempt < 50; attempt++) {
            int base = 20_000 + 100 * ThreadLocalRandom.current().nextInt(100);
            if (OFFSETS.stream().allMatch(offset -> isFree(base + offset))) {
                return base;
            }
        }
        throw new AssertionError("no free range of ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        asadmin("stop-domain", "--domaindir", domains.toString(), DOMAIN);
    }
}
