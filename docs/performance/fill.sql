-- Fills an empty Fractal database (schema there, one workspace at least) with 100,000 contacts and conversations and 1,000,000
-- messages, as years of an inbox would have. Takes two minutes or so:
--
--   psql "$DATABASE" -v conversations=100000 -v messages=1000000 -f docs/performance/fill.sql
--
-- The messages of a conversation have the numbers n, n + conversations, n + 2 * conversations and so on, in the order of their times.
-- With the triggers off the counts and the search index are filled here at once, as they would have been filled bit by bit.
\set ON_ERROR_STOP on
\timing on
begin;
set local synchronous_commit = off;
set local work_mem = '256MB';
set local session_replication_role = replica;

create temporary table filling as select
    (select id from workspace order by created_at limit 1) as workspace_id,
    timestamptz '2026-11-01 00:00Z' as until,
    array['Rechnung', 'Lieferung', 'Termin', 'Tisch', 'order', 'delivery', 'invoice', 'tomorrow', 'danke', 'please', 'Montag', 'parcel',
        'Häuser', 'children', 'bezahlt', 'Stornierung', 'wrong', 'colour', 'Kundin', 'shipping', 'question', 'Rückruf', 'address', 'Größe',
        'gefunden', 'waiting', 'Vertrag', 'kündigen', 'refund', 'price', 'offen', 'heute'] as words,
    array['Anna', 'Marlene', 'Jonas', 'Ben', 'Clara', 'Emil', 'Frieda', 'Greta', 'Hannes', 'Ida'] as first_names,
    array['Vogt', 'Schmidt', 'Weber', 'Fischer', 'Krüger', 'Hughes', 'Miller', 'Okafor', 'Rossi', 'Novak', 'Yilmaz'] as last_names;

-- UUIDs that sort as those of version 7 do: a time in front, the number behind it
create function pg_temp.numbered(kind text, n bigint) returns uuid language sql immutable as
    $$ select (kind || lpad(to_hex(n), 8, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid $$;

insert into contact (id, workspace_id, name, email, created_at, updated_at)
    select pg_temp.numbered('0190', n), workspace_id,
        first_names[1 + n % 10] || ' ' || last_names[1 + n % 11] || ' ' || n, 'person' || n || '@example.org',
        until - interval '2 years', until - interval '2 years'
    from filling, generate_series(1, :conversations) as n;

insert into contact_address (id, workspace_id, contact_id, channel_type, address, is_verified, is_primary, created_at)
    select pg_temp.numbered('0191', n), workspace_id, pg_temp.numbered('0190', n),
        case when n % 3 = 0 then 'WHATSAPP' else 'SMS' end, '+49151' || lpad(n::text, 8, '0'), true, true, until - interval '2 years'
    from filling, generate_series(1, :conversations) as n;

insert into message (id, workspace_id, conversation_id, contact_id, sequence, direction, channel_type, provider,
        provider_message_id, from_address, to_address, body, status, provider_status, segments, sent_at, delivered_at, created_at, updated_at)
    select pg_temp.numbered('0193', n), workspace_id, pg_temp.numbered('0192', c), pg_temp.numbered('0190', c),
        1 + (n - 1) / :conversations, direction, case when c % 3 = 0 then 'WHATSAPP' else 'SMS' end, 'twilio', 'SM' || md5(n::text),
        case direction when 'INBOUND' then address else '+4915799900001' end,
        case direction when 'INBOUND' then '+4915799900001' else address end,
        words[1 + (hashint8(n) & 31)] || ' ' || words[1 + (hashint8(n * 3) & 31)] || ' ' || words[1 + (hashint8(n * 5) & 31)] || ' '
            || words[1 + (hashint8(n * 7) & 31)] || ', ' || words[1 + (hashint8(n * 11) & 31)] || ' RE-' || n
            || case when n % 50000 = 0 then ' Sonderfall' else '' end,
        case when direction = 'INBOUND' then 'RECEIVED' when n % 997 = 0 then 'FAILED' when n % 5 = 0 then 'READ' else 'DELIVERED' end,
        'delivered', 1, at, at, at, at
    from filling, generate_series(1, :messages) as n,
        lateral (select 1 + (n - 1) % :conversations as c,
            case when hashint8(n) & 1 = 0 then 'INBOUND' else 'OUTBOUND' end as direction,
            until - (:messages - n) * interval '60 seconds' as at,
            '+49151' || lpad((1 + (n - 1) % :conversations)::text, 8, '0') as address) as row;

insert into status_event (id, workspace_id, message_id, status, source, raw_payload, occurred_at)
    select pg_temp.numbered('0194', row_number() over ()), workspace_id, id, status, 'CALLBACK', '{"MessageStatus":"delivered"}', created_at
    from message;

insert into conversation (id, workspace_id, contact_id, state, unread_count, message_count, starred, archived, assignee_id, last_message_id,
        last_message_at, last_message_preview, last_message_direction, last_channel_type, created_at, updated_at)
    select conversation_id, m.workspace_id, contact_id, 'OPEN',
        case when direction = 'INBOUND' and id_hash & 7 = 0 then 1 else 0 end, sequence, id_hash & 127 = 1, id_hash & 15 = 2,
        case when id_hash & 7 = 3 then (select id from app_user order by created_at limit 1) end, m.id, m.created_at, body, direction, channel_type, until - interval '2 years', m.created_at
    from filling, (select distinct on (conversation_id) *, hashtext(conversation_id::text) as id_hash from message
        order by conversation_id, sequence desc) as m;

insert into conversation_count
    select workspace_id, archived, snoozed_until is not null, unread_count > 0, assignee_id, count(*) from conversation group by 1, 2, 3, 4, 5;
insert into message_count select workspace_id, direction, channel_type, count(*) from message group by 1, 2, 3;
insert into message_search select id, workspace_id, created_at, searchable(body) from message where body is not null;
commit;
vacuum (analyze);
