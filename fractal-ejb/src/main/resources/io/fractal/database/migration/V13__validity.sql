-- How long a message is worth sending, in seconds: from its time if it is scheduled, else from when it was accepted.
alter table message add column validity_seconds integer check (validity_seconds > 0);
alter table bulk_job add column validity_seconds integer check (validity_seconds > 0);
