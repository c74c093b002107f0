package io.fractal.product;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The network between Fractal and Twilio, which a test can break: a TCP forwarder on a port of its own. Open at first. Safe for use
 * from several threads.
 */
public final class NetworkGate implements AutoCloseable {

    private final int port;
    private final InetSocketAddress target;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "network-gate");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private ServerSocket listening;

    /**
     * @param targetPort where connections are forwarded to, on this machine
     */
    public NetworkGate(int targetPort) {
        this.port = RunningFractal.freePort();
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        open();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Lets connections through, without any mischief. */
    public synchronized void open() {
        answersToLose.set(0);
        if (listening != null) {
            return;
        }
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listening = opened;
            threads.execute(() -> accept(opened));
        } catch (IOException failed) {
            throw new UncheckedIOException("The gate does not open on port " + port, failed);
        }
    }

    /** Cuts every connection and refuses new ones, as a provider does that is down. */
    public synchronized void shut() {
        if (listening != null) {
            closeQuietly(listening);
            listening = null;
        }
        sockets.forEach(NetworkGate::closeQuietly);
        sockets.clear();
    }

    /** Lets the next POST requests through and cuts their connections when the answer begins: nobody learns what became of them. */
    public void loseAnswers(int count) {
        answersToLose.set(count);
    }

    @Override
    public void close() {
        shut();
        threads.shutdownNow();
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                Socket server = new Socket(target.getAddress(), target.getPort());
                sockets.add(client);
                sockets.add(server);
                AtomicBoolean answerIsLost = new AtomicBoolean();
                threads.execute(() -> copy(client, server, read -> loseAnswerTo(read, answerIsLost)));
                threads.execute(() -> copy(server, client, read -> !answerIsLost.get()));
            } catch (IOException shut) {
                // the gate was shut, or what is behind it does not run
            }
        }
    }

    /** Decides on what was asked whether the answer will be lost; lets the question itself through. */
    private boolean loseAnswerTo(String request, AtomicBoolean answerIsLost) {
        if (request.startsWith("POST ") && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answerIsLost.set(true);
        }
        return true;
    }

    private void copy(Socket from, Socket to, Predicate<String> passes) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!passes.test(new String(buffer, 0, read, StandardCharsets.US_ASCII))) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException cut) {
            // either side may go at any time
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException gone) {
            // it was to be cut anyway
        }
    }
}
