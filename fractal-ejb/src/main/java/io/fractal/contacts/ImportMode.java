package io.fractal.contacts;

/** What an import does with contacts that are there already, and with those that are not. */
public enum ImportMode {
    /** Makes new contacts only. */
    CREATE,
    /** Changes contacts that are there only. */
    UPDATE,
    /** Does both. */
    UPSERT
}
