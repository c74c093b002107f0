-- Media: bytes apart from what is known of them, so that no list ever reads bytes.

-- Bytes, once for each workspace however often they come. Written whole in one transaction and never changed.
create table media_content (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    sha256 bytea not null,
    size bigint not null,
    -- in pixels as shown, for images that can be read
    width integer,
    height integer,
    -- a small picture of an image; made in the background
    thumbnail bytea,
    thumbnail_type text,
    created_at timestamptz not null,
    unique (workspace_id, sha256)
);

-- In pieces, so that nobody ever has to hold the whole. External: they are compressed already.
create table media_chunk (
    content_id uuid not null references media_content on delete cascade,
    position integer not null,
    bytes bytea not null,
    primary key (content_id, position)
);
alter table media_chunk alter column bytes set storage external;

create table media (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    content_id uuid not null references media_content,
    -- what the bytes are, and what they were said to be
    content_type text not null,
    stated_type text,
    file_name text not null,
    purpose text not null check (purpose in ('UPLOAD', 'INBOUND')),
    created_by uuid references app_user,
    created_at timestamptz not null
);
create index media_content_used on media (content_id);
create index media_age on media (created_at);

-- REMOTE: where its writer keeps it. PENDING: to be fetched from the provider. FAILED: could not be. ERASED: on purpose.
alter table attachment
    alter column url drop not null,
    add column media_id uuid references media,
    add column state text not null default 'REMOTE'
        check (state in ('REMOTE', 'PENDING', 'STORED', 'FAILED', 'ERASED')),
    add column error_code text,
    add column error_message text,
    add column fetch_attempts integer not null default 0;
create index attachment_media on attachment (media_id) where media_id is not null;
