package io.fractal.database;

/**
 * Tells the log of the beginning and the end of an outage, and not of every try in between. For one background thread.
 */
public final class Outage {

    private final System.Logger log;
    private final String what;
    private boolean underWay;

    /**
     * @param log where to tell
     * @param what what does not work during the outage, for example {@code the outbox}
     */
    public Outage(System.Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** A try has failed. */
    public void goesOn(Exception failure) {
        if (!underWay) {
            log.log(System.Logger.Level.WARNING, "Trouble with " + what + "; trying again until it is over", failure);
        }
        underWay = true;
    }

    /** A try has worked. */
    public void over() {
        if (underWay) {
            log.log(System.Logger.Level.INFO, "The trouble with {0} is over", what);
        }
        underWay = false;
    }
}
