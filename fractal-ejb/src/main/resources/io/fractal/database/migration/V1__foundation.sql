-- The foundation: every table that one message touches on its way in and out.
-- Ids are UUIDv7 made by the application. Rows that belong to a workspace carry workspace_id.
-- Numbers that only order rows (position) come from the database.

create table workspace (
    id uuid primary key,
    name text not null,
    slug text not null unique,
    default_region text not null,
    time_zone text not null,
    created_at timestamptz not null
);

create table app_user (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    locale text,
    created_at timestamptz not null,
    disabled_at timestamptz
);
create unique index app_user_email on app_user (lower(email));

create table membership (
    workspace_id uuid not null references workspace,
    user_id uuid not null references app_user,
    role text not null check (role in ('OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'VIEWER')),
    created_at timestamptz not null,
    primary key (workspace_id, user_id)
);
create index membership_user on membership (user_id);

-- A signed-in browser. Only a hash of the token is kept.
create table user_session (
    id uuid primary key,
    user_id uuid not null references app_user,
    workspace_id uuid not null references workspace,
    token_hash bytea not null unique,
    user_agent text,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index user_session_user on user_session (user_id);

-- Only an HMAC of the key is kept; the prefix lets people recognise it.
create table api_key (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    name text not null,
    prefix text not null,
    key_hash bytea not null unique,
    role text not null check (role in ('OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'VIEWER')),
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index api_key_workspace on api_key (workspace_id);

-- An account at a provider, for Twilio an account SID. A webhook finds its workspace through it.
create table provider_account (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    provider text not null,
    account_id text not null,
    pool_id text,
    created_at timestamptz not null,
    unique (provider, account_id)
);
create index provider_account_workspace on provider_account (workspace_id);

-- One of our own addresses: a number, a WhatsApp sender.
create table sender (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    provider_account_id uuid not null references provider_account,
    channel_type text not null,
    address text not null,
    label text,
    is_default boolean not null,
    created_at timestamptz not null,
    retired_at timestamptz,
    unique (provider_account_id, channel_type, address)
);
create index sender_workspace on sender (workspace_id);

create table contact (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    name text not null,
    email text,
    locale text,
    tags text[] not null default '{}',
    metadata jsonb not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index contact_workspace_name on contact (workspace_id, lower(name), id);

-- Where a contact can be reached. The address is canonical: E.164 for phone numbers.
create table contact_address (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    contact_id uuid not null references contact,
    channel_type text not null,
    address text not null,
    is_verified boolean not null,
    is_primary boolean not null,
    created_at timestamptz not null,
    unique (workspace_id, channel_type, address)
);
create index contact_address_contact on contact_address (contact_id);
create index contact_address_address on contact_address (workspace_id, address);

-- All messages of one contact, over every channel. Counters and the preview are changed by SQL arithmetic only.
create table conversation (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    contact_id uuid not null references contact,
    state text not null check (state in ('OPEN', 'CLOSED')),
    unread_count integer not null default 0 check (unread_count >= 0),
    message_count bigint not null default 0,
    starred boolean not null default false,
    archived boolean not null default false,
    snoozed_until timestamptz,
    assignee_id uuid references app_user,
    last_message_id uuid,
    last_message_at timestamptz,
    last_message_preview text,
    last_message_direction text,
    last_channel_type text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (workspace_id, contact_id)
);
create index conversation_recent on conversation (workspace_id, archived, last_message_at desc nulls last, id desc);

create table message (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    conversation_id uuid not null references conversation,
    contact_id uuid not null references contact,
    -- counts up within the conversation, so that order never depends on clocks
    sequence bigint not null,
    direction text not null check (direction in ('INBOUND', 'OUTBOUND')),
    channel_type text not null,
    sender_id uuid references sender,
    provider text not null,
    provider_account_id uuid references provider_account,
    provider_message_id text,
    from_address text not null,
    to_address text not null,
    body text,
    status text not null,
    provider_status text,
    error_code text,
    error_message text,
    price numeric(12, 6),
    price_currency text,
    segments integer,
    author_user_id uuid references app_user,
    -- the sender's own key: the same key twice is one message
    client_id text,
    scheduled_at timestamptz,
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    metadata jsonb not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (conversation_id, sequence)
);
-- what makes ingest idempotent
create unique index message_provider_id on message (provider_account_id, provider_message_id)
    where provider_message_id is not null;
create unique index message_client_id on message (workspace_id, client_id) where client_id is not null;
create index message_workspace_created on message (workspace_id, created_at desc, id desc);
create index message_contact on message (contact_id);

create table attachment (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    message_id uuid not null references message,
    position integer not null,
    url text not null,
    content_type text not null,
    created_at timestamptz not null,
    unique (message_id, position)
);

-- Everything ever heard of a message's state, in the words it came in. Never updated.
create table status_event (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    message_id uuid not null references message,
    status text not null,
    provider_status text,
    error_code text,
    error_message text,
    source text not null check (source in ('FRACTAL', 'RESPONSE', 'CALLBACK', 'LOOKUP', 'WEBHOOK')),
    raw_payload jsonb not null,
    occurred_at timestamptz not null
);
create index status_event_message on status_event (message_id, occurred_at, id);

-- A report on a message whose id at the provider is not known yet; joined when it is.
create table parked_status (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    provider_account_id uuid not null references provider_account,
    provider_message_id text not null,
    status text not null,
    provider_status text not null,
    error_code text,
    error_message text,
    raw_payload jsonb not null,
    received_at timestamptz not null
);
create index parked_status_message on parked_status (provider_account_id, provider_message_id);

-- A message to an address that is none of our senders: kept and shown until someone decides.
create table unassigned_message (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    provider_account_id uuid not null references provider_account,
    provider_message_id text not null,
    channel_type text not null,
    from_address text not null,
    to_address text not null,
    body text,
    raw_payload jsonb not null,
    received_at timestamptz not null,
    unique (provider_account_id, provider_message_id)
);
create index unassigned_message_recent on unassigned_message (workspace_id, received_at desc, id desc);

-- One try at handing a message to its provider, written before the call is made.
create table delivery_attempt (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    message_id uuid not null references message,
    number integer not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome text check (outcome in ('TAKEN', 'REJECTED', 'THROTTLED', 'UNAVAILABLE', 'UNKNOWN', 'BUG')),
    provider_message_id text,
    error_code text,
    detail text,
    unique (message_id, number)
);

-- Work that must happen exactly once although it happens after the commit.
create table outbox (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    position bigint generated always as identity,
    kind text not null,
    subject_id uuid not null,
    -- rows with the same key are worked on one at a time, oldest first
    order_key uuid not null,
    state text not null check (state in ('PENDING', 'CLAIMED', 'DONE', 'DEAD')),
    attempts integer not null default 0,
    available_at timestamptz not null,
    claimed_by text,
    claimed_until timestamptz,
    last_error text,
    created_at timestamptz not null,
    finished_at timestamptz,
    unique (kind, subject_id)
);
create index outbox_due on outbox (available_at, position) where state = 'PENDING';
create index outbox_claimed on outbox (claimed_until) where state = 'CLAIMED';
create index outbox_order on outbox (order_key, position) where state in ('PENDING', 'CLAIMED');

-- What happened, in the transaction in which it happened. Readers go by (transaction_id, position) and only as far as every
-- transaction is finished, so that a row that becomes visible late is never skipped.
create table event (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    position bigint generated always as identity,
    transaction_id xid8 not null default pg_current_xact_id(),
    type text not null,
    conversation_id uuid,
    message_id uuid,
    contact_id uuid,
    data jsonb not null default '{}',
    created_at timestamptz not null
);
create unique index event_order on event (transaction_id, position);

-- How far a reader of the event log has come.
create table event_cursor (
    reader text primary key,
    transaction_id xid8 not null,
    position bigint not null,
    updated_at timestamptz not null
);
