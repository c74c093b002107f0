package io.fractal.database;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Keeps the database's planner acquainted with tables that grow fast. The database looks by itself once a minute; a first import or a
 * first campaign is over by then. Every node does it; one at a time has anything to do.
 */
@Singleton
@Lock(LockType.WRITE)
public class TableStatistics {

    private static final System.Logger LOG = System.getLogger(TableStatistics.class.getName());

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /** Has every table looked at that has at least doubled since the last look. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void refresh() {
        long refreshed = Sql.on(entities).count("select refresh_statistics() as n");
        if (refreshed > 0) {
            LOG.log(System.Logger.Level.DEBUG, "Refreshed the statistics of {0} tables", refreshed);
        }
    }
}
