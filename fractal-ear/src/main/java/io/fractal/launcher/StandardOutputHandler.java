package io.fractal.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/** Writes each log record to standard output as it comes, in UTF-8; where it goes from there is the platform's matter. */
public final class StandardOutputHandler extends StreamHandler {

    /** Created by {@code java.util.logging} from the launcher's {@code logging.properties}. */
    public StandardOutputHandler() {
        // not System.out: servers redirect that into their logs, which would come back here
        super(new FileOutputStream(FileDescriptor.out), configuredFormatter());
        setLevel(Level.ALL);
        try {
            setEncoding(StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError("every Java has UTF-8", e);
        }
    }

    private static Formatter configuredFormatter() {
        String name = LogManager.getLogManager().getProperty(StandardOutputHandler.class.getName() + ".formatter");
        return JsonLineFormatter.class.getName().equals(name) ? new JsonLineFormatter() : new TextLineFormatter();
    }

    /** What servers and libraries say about themselves is no news, and several of them set their own levels. */
    @Override
    public boolean isLoggable(LogRecord record) {
        return super.isLoggable(record)
                && (record.getLevel().intValue() >= Level.WARNING.intValue() || isOurs(record.getLoggerName()));
    }

    private static boolean isOurs(String logger) {
        return logger != null && logger.startsWith("io.fractal");
    }

    @Override
    public synchronized void publish(LogRecord record) {
        super.publish(record);
        flush();
    }

    /** Flushes; standard output stays open. */
    @Override
    public synchronized void close() {
        flush();
    }
}
