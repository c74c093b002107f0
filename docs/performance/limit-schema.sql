-- The fewest rows that keep a received message: what the database alone can commit, one transaction a message
create table conversation (id bigint primary key, unread int not null default 0, last_at timestamptz not null default now());
create index on conversation (last_at desc, id);
insert into conversation (id) select generate_series(1, 2000);
create table message (id bigserial primary key, conversation_id bigint not null references conversation, sid text unique,
    direction text, channel text, sender text, recipient text, body text, status text, payload jsonb, created_at timestamptz default now());
create index on message (conversation_id, id);
create table status (id bigserial primary key, sid text, status text, payload jsonb, at timestamptz default now());
create index on status (sid);
create table event (id bigserial primary key, kind text, conversation_id bigint, at timestamptz default now());
