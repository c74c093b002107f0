-- Senders as the providers keep them, and which of them writes when nobody chooses.

alter table sender
    -- judged by channel and address until the provider tells
    add column kind text
        check (kind in ('LONG_CODE', 'TOLL_FREE', 'SHORT_CODE', 'ALPHANUMERIC', 'WHATSAPP', 'MESSENGER', 'RCS', 'POOL')),
    add column provider_sender_id text,
    add column provider_label text,
    add column country text,
    -- every channel it carries; empty for none but its own
    add column channels text[] not null default '{}',
    -- the provider's ids of the pools it belongs to
    add column pool_ids text[] not null default '{}',
    -- its verification or registration in the provider's word
    add column verification text,
    -- where the provider delivers what comes in for it
    add column incoming_url text,
    add column details jsonb not null default '{}',
    -- messages a second, instead of what is usual for its kind
    add column rate_per_second numeric(10, 3) check (rate_per_second > 0),
    -- when it was last seen at the provider
    add column synced_at timestamptz,
    -- since when the provider does not have it any more
    add column gone_at timestamptz;

update sender set kind = case
    when channel_type in ('WHATSAPP', 'MESSENGER', 'RCS') then channel_type
    when address ~ '^[0-9]{3,8}$' then 'SHORT_CODE'
    when address not like '+%' then 'ALPHANUMERIC'
    when address ~ '^[+]1(800|833|844|855|866|877|888)' then 'TOLL_FREE'
    else 'LONG_CODE' end;

-- Who writes on a channel to a country, or without one to all others.
create table sender_default (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    channel_type text not null,
    country text check (country ~ '^[A-Z]{2}$'),
    sender_id uuid not null references sender,
    created_at timestamptz not null
);
create unique index sender_default_place on sender_default (workspace_id, channel_type, coalesce(country, ''));
create index sender_default_sender on sender_default (sender_id);
