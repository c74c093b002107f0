-- What finished long ago is deleted, a little at a time, the oldest first.
create index outbox_finished on outbox (kind, state, finished_at) where state in ('DONE', 'DEAD');
