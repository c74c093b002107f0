-- Acquaints the planner with every table that has at least doubled since it was acquainted with it last; returns how many these were.
-- The database's own look comes once a minute (autovacuum_naptime). Until then it goes by plans made for empty tables, which read all
-- messages of an account to find one: ten times as slow after half a minute of full load.
create function refresh_statistics() returns integer language plpgsql security definer set search_path from current as $$
declare
    grown text;
    refreshed integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('statistics', 0)) then
        return 0;
    end if;
    for grown in
        select t.relname from pg_stat_user_tables t join pg_class c on c.oid = t.relid
        where t.schemaname = current_schema() and t.n_live_tup > 500 and t.n_live_tup > 2 * c.reltuples
    loop
        execute format('analyze %I', grown);
        refreshed := refreshed + 1;
    end loop;
    return refreshed;
end $$;
