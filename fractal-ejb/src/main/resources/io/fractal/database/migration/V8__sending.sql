-- How and when a message is to go out, what happened to it afterwards, and how fast each sender may write.

alter table message
    -- null for received messages
    add column lane text check (lane in ('CONVERSATION', 'BULK')),
    add column bulk_job_id uuid,
    -- the provider's id of the template that was sent instead of a text of one's own
    add column template_id text,
    add column template_variables jsonb,
    add column template_category text,
    -- our number to use when the recipient cannot be reached on the channel
    add column fallback_from text,
    -- the failed message that this one sends again
    add column retry_of uuid references message,
    -- who keeps a message until scheduled_at: the provider, or Fractal's own outbox
    add column schedule_by text check (schedule_by in ('PROVIDER', 'FRACTAL')),
    -- Fractal's answer to a consent keyword, the one message that goes to who has just objected
    add column answers_keyword boolean,
    add column redacted_at timestamptz,
    add column feedback text check (feedback in ('CONFIRMED', 'UNCONFIRMED'));

create index message_scheduled on message (workspace_id, channel_type, to_address) where scheduled_at is not null;
create index message_bulk_job on message (bulk_job_id) where bulk_job_id is not null;
create index message_retry_of on message (retry_of) where retry_of is not null;

-- The pace of each of our senders, shared by all nodes. An address is a number, a name, or the id of a pool.
create table sender_rate (
    provider_account_id uuid not null references provider_account,
    channel_type text not null,
    address text not null,
    workspace_id uuid not null references workspace,
    -- when the sender may be used next
    free_at timestamptz not null,
    -- where the queues of those that wait for it end
    conversation_queue_at timestamptz not null,
    bulk_queue_at timestamptz not null,
    -- how many times in a row the provider said that it was too much
    throttled integer not null default 0,
    primary key (provider_account_id, channel_type, address)
);

-- What a workspace has decided about sending; without a row the defaults hold.
create table sending_settings (
    workspace_id uuid primary key references workspace,
    quiet_from time,
    quiet_until time,
    -- null: the recipient's own
    quiet_time_zone text,
    quiet_scope text not null default 'PROMOTIONAL' check (quiet_scope in ('PROMOTIONAL', 'ALL')),
    -- messages per second by kind of sender; kinds that are missing keep their defaults, an empty text is unlimited
    rates jsonb not null default '{}',
    updated_at timestamptz not null,
    check ((quiet_from is null) = (quiet_until is null))
);
