-- Workspaces that people make and change, and invitations into them.

alter table workspace
    add column updated_at timestamptz;
update workspace set updated_at = created_at;
alter table workspace
    alter column updated_at set default now(),
    alter column updated_at set not null;

-- A link by which somebody becomes a member. Only a hash of its token is kept.
create table invitation (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    email text not null,
    role text not null check (role in ('OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'VIEWER')),
    token_hash bytea not null unique,
    -- null when a program did it
    invited_by uuid references app_user,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid references app_user,
    revoked_at timestamptz,
    check ((accepted_at is null) = (accepted_by is null))
);
-- an address has one open invitation into a workspace: another takes its place
create unique index invitation_open on invitation (workspace_id, lower(email))
    where accepted_at is null and revoked_at is null;
