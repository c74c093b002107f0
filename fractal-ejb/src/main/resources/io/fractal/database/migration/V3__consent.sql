-- Who may be written to. Hangs on the address, not on the contact: who said STOP is not written to, whatever becomes of the contact.

-- The language that Fractal itself answers in; null for that of the default region.
alter table workspace
    add column language text check (language in ('en', 'de'));

-- How things stand. An address without a row has said nothing yet.
create table consent (
    workspace_id uuid not null references workspace,
    -- SMS stands for SMS, MMS and RCS together: one STOP is for all of them
    channel_type text not null check (channel_type in ('SMS', 'WHATSAPP', 'MESSENGER', 'EMAIL', 'VOICE')),
    -- the spelling that stands for all spellings of the number
    address text not null,
    state text not null check (state in ('GRANTED', 'REVOKED')),
    source text not null check (source in ('KEYWORD', 'PROVIDER', 'API', 'USER', 'IMPORT')),
    changed_at timestamptz not null,
    primary key (workspace_id, channel_type, address)
);

-- How it came to stand so. Only added to.
create table consent_event (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    channel_type text not null,
    address text not null,
    -- how things stood afterwards
    state text not null check (state in ('UNKNOWN', 'GRANTED', 'REVOKED')),
    source text not null check (source in ('KEYWORD', 'PROVIDER', 'API', 'USER', 'IMPORT')),
    -- what was asked for by a message
    keyword text check (keyword in ('STOP', 'START', 'HELP')),
    -- the message that caused it
    message_id uuid references message,
    user_id uuid references app_user,
    note text,
    -- whether Fractal answers the keyword
    answered boolean not null default false,
    created_at timestamptz not null
);
create index consent_event_address on consent_event (workspace_id, channel_type, address, created_at desc, id desc);
create index consent_event_message on consent_event (message_id) where message_id is not null;
