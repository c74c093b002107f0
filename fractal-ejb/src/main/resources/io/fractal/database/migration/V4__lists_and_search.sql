-- Lists that cost the same however long they are, counts that nobody has to count, and full text search.

alter table conversation add column tags text[] not null default '{}';

-- A conversation that nothing was written in yet stands where it was begun. Each view of the inbox has an index in the order in which
-- it is shown; archived and snoozed conversations are in none but their own.
drop index conversation_recent;
create index conversation_inbox
    on conversation (workspace_id, (coalesce(last_message_at, created_at)) desc, id desc)
    where not archived and snoozed_until is null;
create index conversation_unread
    on conversation (workspace_id, (coalesce(last_message_at, created_at)) desc, id desc)
    where unread_count > 0 and not archived and snoozed_until is null;
create index conversation_unassigned
    on conversation (workspace_id, (coalesce(last_message_at, created_at)) desc, id desc)
    where assignee_id is null and not archived and snoozed_until is null;
create index conversation_assigned
    on conversation (workspace_id, assignee_id, (coalesce(last_message_at, created_at)) desc, id desc)
    where assignee_id is not null and not archived and snoozed_until is null;
create index conversation_archived
    on conversation (workspace_id, (coalesce(last_message_at, created_at)) desc, id desc)
    where archived;
create index conversation_starred
    on conversation (workspace_id, (coalesce(last_message_at, created_at)) desc, id desc)
    where starred;
create index conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;
create index conversation_tags on conversation using gin (tags) where tags <> '{}';

-- No index on message may know of its status: a change of status would then write into every index of the table.
drop index message_contact;
create index message_contact on message (contact_id, created_at desc, id desc);
create index message_channel on message (workspace_id, channel_type, created_at desc, id desc);

create index status_event_rare on status_event (workspace_id, status, message_id)
    where status in ('FAILED', 'UNDELIVERED', 'CANCELED', 'UNKNOWN', 'PARTIALLY_DELIVERED');

-- How many conversations and messages there are: sums of differences, which are only ever added, so that writers never wait for one
-- another. Now and then the rows of a workspace are replaced by their sum.
create table conversation_count (
    workspace_id uuid not null,
    archived boolean not null,
    snoozed boolean not null,
    unread boolean not null,
    assignee_id uuid,
    n bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create table message_count (
    workspace_id uuid not null,
    direction text not null,
    channel_type text not null,
    n bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

insert into conversation_count
    select workspace_id, archived, snoozed_until is not null, unread_count > 0, assignee_id, count(*)
    from conversation group by 1, 2, 3, 4, 5;
insert into message_count select workspace_id, direction, channel_type, count(*) from message group by 1, 2, 3;

-- Messages that the search does not know yet. Filled with the message, emptied behind its back: a message comes in no slower for being
-- searchable.
create table unindexed_message (
    message_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

insert into unindexed_message select id from message;

create table message_search (
    message_id uuid primary key references message on delete cascade,
    workspace_id uuid not null,
    created_at timestamptz not null,
    document tsvector not null
);
create index message_search_document on message_search using gin (document) with (gin_pending_list_limit = 1024);
create index message_search_recent on message_search (workspace_id, created_at desc, message_id desc);

-- What a text can be found by: the stems of its words in both languages, and the words themselves, with addresses, numbers and
-- compounds taken apart as the search takes them apart.
create function searchable(content text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('german', left(content, 50000)) || to_tsvector('english', left(content, 50000))
        || to_tsvector('simple', translate(left(content, 50000), '-_@./:+#''', '         '))
$$;

-- What a contact can be found by beside the numbers: names are no words of a language.
create function searchable_name(name text, email text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('simple', translate(name || ' ' || coalesce(email, ''), '-_@./:+#''', '         '))
$$;

create index contact_search on contact using gin (searchable_name(name, email));

-- Numbers are looked for by how they begin and by how they end.
drop index contact_address_address;
create index contact_address_address on contact_address (workspace_id, address text_pattern_ops);
create index contact_address_ending on contact_address (workspace_id, reverse(address) text_pattern_ops);

create function messages_added() returns trigger language plpgsql as $$
begin
    insert into message_count
        select workspace_id, direction, channel_type, count(*) from added group by 1, 2, 3;
    insert into unindexed_message select id from added;
    return null;
end
$$;
create trigger messages_added after insert on message
    referencing new table as added for each statement execute function messages_added();

create function messages_removed() returns trigger language plpgsql as $$
begin
    insert into message_count
        select workspace_id, direction, channel_type, -count(*) from removed group by 1, 2, 3;
    return null;
end
$$;
create trigger messages_removed after delete on message
    referencing old table as removed for each statement execute function messages_removed();

create function message_moved() returns trigger language plpgsql as $$
begin
    insert into message_count values
        (old.workspace_id, old.direction, old.channel_type, -1), (new.workspace_id, new.direction, new.channel_type, 1);
    return null;
end
$$;
create trigger message_moved after update of channel_type on message
    for each row when (old.channel_type is distinct from new.channel_type) execute function message_moved();

-- What was redacted must not be found any more.
create function message_rewritten() returns trigger language plpgsql as $$
begin
    delete from message_search where message_id = new.id;
    insert into unindexed_message values (new.id);
    return null;
end
$$;
create trigger message_rewritten after update of body on message
    for each row when (old.body is distinct from new.body) execute function message_rewritten();

create function conversations_added() returns trigger language plpgsql as $$
begin
    insert into conversation_count
        select workspace_id, archived, snoozed_until is not null, unread_count > 0, assignee_id, count(*)
        from added group by 1, 2, 3, 4, 5;
    return null;
end
$$;
create trigger conversations_added after insert on conversation
    referencing new table as added for each statement execute function conversations_added();

create function conversations_removed() returns trigger language plpgsql as $$
begin
    insert into conversation_count
        select workspace_id, archived, snoozed_until is not null, unread_count > 0, assignee_id, -count(*)
        from removed group by 1, 2, 3, 4, 5;
    return null;
end
$$;
create trigger conversations_removed after delete on conversation
    referencing old table as removed for each statement execute function conversations_removed();

create function conversations_changed() returns trigger language plpgsql as $$
begin
    insert into conversation_count
        select workspace_id, archived, snoozed, unread, assignee_id, sum(n)
        from (
            select workspace_id, archived, snoozed_until is not null as snoozed, unread_count > 0 as unread, assignee_id, 1 as n
            from added
            union all
            select workspace_id, archived, snoozed_until is not null, unread_count > 0, assignee_id, -1 from removed
        ) as moved
        group by 1, 2, 3, 4, 5 having sum(n) <> 0;
    return null;
end
$$;
create trigger conversations_changed after update on conversation
    referencing old table as removed new table as added for each statement execute function conversations_changed();
