package io.fractal.configuration;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** Lets every log line that is written during a request carry its id, on each server alike, for as long as Fractal is deployed. */
@Singleton
@Startup
public class RequestIdLogging {

    private final Handler stamp = new RequestIdStamp();

    /** Puts the stamp before the handlers that write. */
    @PostConstruct
    void install() {
        Logger root = Logger.getLogger("");
        Handler[] writers = root.getHandlers();
        root.addHandler(stamp);
        for (Handler writer : writers) {
            root.removeHandler(writer);
            root.addHandler(writer);
        }
    }

    /** Takes it away again: the server outlives the application. */
    @PreDestroy
    void remove() {
        Logger.getLogger("").removeHandler(stamp);
    }
}
