package io.fractal.search;

import io.fractal.search.SearchHit.Highlight;
import java.util.ArrayList;
import java.util.List;

/** A text in which PostgreSQL has marked the words that were found, with characters that no text holds. */
record Snippet(String text, List<Highlight> highlights) {

    /** Before a word that was found: a noncharacter of Unicode, which no text for interchange contains. */
    static final char START = '\uFDD0';

    /** Behind it. */
    static final char STOP = '\uFDD1';

    /** For a less-than sign, so that PostgreSQL takes nothing for a tag and leaves it out. */
    static final char LESS_THAN = '\uFDD2';

    /** Takes the marks out and says where they were. */
    static Snippet of(String marked) {
        StringBuilder text = new StringBuilder(marked.length());
        List<Highlight> highlights = new ArrayList<>();
        int start = 0;
        for (char c : marked.toCharArray()) {
            if (c == START) {
                start = text.length();
            } else if (c == STOP) {
                highlights.add(new Highlight(start, text.length() - start));
            } else {
                text.append(c == LESS_THAN ? '<' : c);
            }
        }
        return new Snippet(text.toString(), highlights);
    }
}
