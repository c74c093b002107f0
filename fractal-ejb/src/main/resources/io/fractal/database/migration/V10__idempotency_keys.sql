-- What was answered to a request that named a key of its own, so that the same request again is answered alike and not done twice.
create table idempotency_key (
    workspace_id uuid not null references workspace,
    -- the user or API key that asked, and what for
    caller_id uuid not null,
    method text not null,
    path text not null,
    key text not null,
    -- who works on it: a later claim of the same key is another
    claim_id uuid not null,
    fingerprint bytea not null,
    -- null while the first request is still being worked on
    status integer,
    location text,
    content_type text,
    body bytea,
    claimed_at timestamptz not null,
    primary key (workspace_id, caller_id, method, path, key)
);
create index idempotency_key_claimed on idempotency_key (claimed_at);
