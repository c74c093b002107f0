package io.fractal.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Draws a box around what a person needs to know after a start. */
final class StartBox {

    private StartBox() {}

    static List<String> around(List<String> lines) {
        int width = Collections.max(lines.stream().map(String::length).toList());
        String edge = "─".repeat(width + 4);
        List<String> box = new ArrayList<>();
        box.add("");
        box.add("┌" + edge + "┐");
        lines.forEach(line -> box.add("│  " + line + " ".repeat(width - line.length()) + "  │"));
        box.add("└" + edge + "┘");
        box.add("");
        return box;
    }
}
