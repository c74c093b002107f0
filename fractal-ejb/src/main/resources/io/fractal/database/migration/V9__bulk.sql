-- Which work goes first: what people wait for before what is done in bulk, and within each the workspaces in turn, and within a
-- workspace its shares in turn. A share is a bulk job, or everything that belongs to none.
alter table outbox
    add column lane text not null default 'CONVERSATION' check (lane in ('CONVERSATION', 'BULK')),
    add column share_id uuid not null default '00000000-0000-0000-0000-000000000000';

drop index outbox_due;
create index outbox_turn on outbox (lane, workspace_id, share_id, available_at, position) where state = 'PENDING';
create index outbox_share on outbox (share_id)
    where state in ('PENDING', 'CLAIMED') and share_id <> '00000000-0000-0000-0000-000000000000';

-- Shares that nothing is taken from for the time being.
create table outbox_hold (
    share_id uuid primary key,
    workspace_id uuid not null references workspace,
    created_at timestamptz not null
);

-- One message to many people.
create table bulk_job (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    name text,
    status text not null check (status in ('SCHEDULED', 'RUNNING', 'PAUSED', 'CANCELED', 'COMPLETED')),
    channel_type text not null,
    body text,
    template_id text,
    sender_id uuid,
    from_address text,
    fallback_channel text,
    metadata jsonb,
    author_user_id uuid references app_user,
    -- how many recipients were named
    total integer not null,
    -- nothing goes out before this time
    scheduled_at timestamptz,
    started_at timestamptz,
    -- when nothing was left to do for Fractal; reports may still come in
    finished_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index bulk_job_recent on bulk_job (workspace_id, created_at desc, id desc);

create table bulk_recipient (
    job_id uuid not null references bulk_job,
    -- as in the request, from 0
    position integer not null,
    workspace_id uuid not null references workspace,
    contact_id uuid,
    -- canonical where it is an address at all, else as it was written
    address text,
    variables jsonb,
    -- a text of its own instead of the job's
    body text,
    metadata jsonb,
    state text not null check (state in ('PENDING', 'CREATED', 'SKIPPED', 'CANCELED')),
    message_id uuid references message,
    error_code text,
    error_message text,
    primary key (job_id, position)
);
create index bulk_recipient_state on bulk_recipient (job_id, state);
create index bulk_recipient_pending on bulk_recipient (job_id, position) where state = 'PENDING';
create unique index bulk_recipient_message on bulk_recipient (message_id) where message_id is not null;

-- A pass over messages that stopped moving, in which the provider is asked how they stand.
create table reconciliation (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    -- the night of a nightly pass; null when somebody asked for it
    night date,
    status text not null check (status in ('RUNNING', 'COMPLETED')),
    since timestamptz not null,
    until timestamptz not null,
    -- how far it has come
    last_created_at timestamptz,
    last_message_id uuid,
    examined integer not null default 0,
    changed integer not null default 0,
    unchanged integer not null default 0,
    taken_up integer not null default 0,
    unreachable integer not null default 0,
    created_at timestamptz not null,
    finished_at timestamptz,
    unique (workspace_id, night)
);
-- What went out, in order, and what no provider has an id for. The status is in no index of this table: with one, each change of
-- status would write into all of them.
create index message_outbound on message (workspace_id, created_at, id) where direction = 'OUTBOUND';
create index message_unsent on message (created_at) where direction = 'OUTBOUND' and provider_message_id is null;
