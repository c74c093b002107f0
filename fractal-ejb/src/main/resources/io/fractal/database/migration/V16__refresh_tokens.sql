-- How often the refresh token of a session was replaced. A token names the count it was made at, so that one which was used before is
-- recognised, whoever shows it.
alter table user_session add column refresh_count integer not null default 0;
