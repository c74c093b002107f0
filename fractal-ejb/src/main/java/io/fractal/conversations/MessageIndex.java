package io.fractal.conversations;

import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Makes messages searchable behind their backs: a message comes in without waiting for it, and whoever searches lets it be made good
 * first. Several nodes share the work.
 */
@Stateless
public class MessageIndex {

    /** At most so many does somebody who searches wait for. */
    private static final int BEFORE_A_SEARCH = 200;

    private static final String FILL = """
            with taken as (
                delete from unindexed_message where ctid = any(array(
                    select ctid from unindexed_message limit ? for update %s)) returning message_id),
            filled as (
                insert into message_search (message_id, workspace_id, created_at, document)
                    select id, workspace_id, created_at, searchable(body) from message
                    where id = any(array(select message_id from taken)) and body <> ''
                    on conflict (message_id) do update set document = excluded.document)
            select count(*) as n from taken""";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /**
     * Takes up messages that nobody else is taking up.
     *
     * @param most at most so many
     * @return how many there were
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int fill(int most) {
        return (int) Sql.on(entities).count(FILL.formatted("skip locked"), most);
    }

    /** How many messages have ever been written, as the database's statistics know it: about a second ago, and rolled back ones too. */
    public long written() {
        return Sql.on(entities)
                .count(
                        "select coalesce(max(n_tup_ins), 0) as n from pg_stat_user_tables where relid = 'message'::regclass");
    }

    /** Has what was written before now be found, unless that is a great deal. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void catchUp() {
        Sql.on(entities).count(FILL.formatted(""), BEFORE_A_SEARCH);
    }
}
