package io.fractal.launcher;

import java.io.PrintStream;
import java.util.List;

/** What the launcher says to the person who started it: sentences on a terminal, JSON lines elsewhere. Thread-safe. */
final class Console {

    private final PrintStream out;
    private final boolean terminal;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** One sentence of progress. */
    void line(String sentence) {
        write("INFO", sentence);
    }

    /** The one sentence that tells why there is no Fractal. */
    void failure(String sentence) {
        write("ERROR", sentence);
    }

    /** What to know after a start, in a box on a terminal. */
    void box(List<String> lines) {
        if (terminal) {
            synchronized (out) {
                StartBox.around(lines).forEach(out::println);
                out.flush();
            }
        } else {
            lines.stream().filter(line -> !line.isBlank()).forEach(this::line);
        }
    }

    private void write(String level, String sentence) {
        synchronized (out) {
            out.println(terminal ? sentence : JsonLine.of(level, sentence));
            out.flush();
        }
    }
}
