-- What a channel tells about a received message beside its text: what it answers, what was chosen, a place, what led the writer here.
alter table message add column context jsonb;

-- The message that a received one answers, where Fractal has it; its provider id stands in the context in any case.
alter table message add column reply_to_message_id uuid references message;

-- Messages are erased one day, and nobody may then search the whole table for what answers them.
create index message_reply_to on message (reply_to_message_id) where reply_to_message_id is not null;
