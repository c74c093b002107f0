package io.fractal.database;

/** How far the database's schema is. */
public enum MigrationState {
    /** The database is waited for, or migrations are running. */
    WAITING,
    /** The schema is what this version needs. */
    DONE,
    /** It could not be reached; the deployment failed. */
    FAILED
}
