-- Message templates as the providers keep them, and when they were last asked.

-- What is kept at a provider and followed here from time to time; one row for each kind of thing and account.
create table provider_sync (
    provider_account_id uuid not null references provider_account,
    kind text not null,
    workspace_id uuid not null references workspace,
    started_at timestamptz not null,
    -- of the last one that came to its end
    finished_at timestamptz,
    -- since when none has
    failing_since timestamptz,
    primary key (provider_account_id, kind)
);

-- Rows stay when a template is gone: messages were sent with it.
create table template (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    provider_account_id uuid not null references provider_account,
    provider_template_id text not null,
    name text not null,
    language text not null,
    type text not null,
    -- text, media, buttons and list entries, with their placeholders
    content jsonb not null,
    -- example values by variable
    samples jsonb not null,
    -- the channels that can show it
    channels text[] not null,
    approval_status text not null
        check (approval_status in ('UNSUBMITTED', 'PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED')),
    provider_status text not null,
    category text,
    rejection_reason text,
    -- the provider's own description
    raw jsonb not null,
    provider_updated_at timestamptz not null,
    -- when this was last seen at the provider, or changed here
    synced_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    unique (provider_account_id, provider_template_id)
);
create index template_workspace on template (workspace_id, lower(name), id) where deleted_at is null;
