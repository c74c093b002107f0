package io.fractal.search;

/** What can be found. */
public enum SearchType {
    MESSAGES,
    CONTACTS,
    CONVERSATIONS
}
