\set c random(1, 2000)
begin;
insert into message (conversation_id, sid, direction, channel, sender, recipient, body, status, payload) values (:c, 'SM' || md5(random()::text), 'IN', 'SMS', '+14155550001', '+14155238886', 'Hello, this is a message and I need some help with my order', 'RECEIVED', '{"ToCountry":"US","FromCity":"SAN FRANCISCO","NumMedia":"0","ApiVersion":"2010-04-01"}') on conflict (sid) do nothing;
insert into status (sid, status, payload) values ('SM', 'RECEIVED', '{"ToCountry":"US","FromCity":"SAN FRANCISCO","NumMedia":"0","ApiVersion":"2010-04-01"}');
update conversation set unread = unread + 1, last_at = now() where id = :c;
insert into event (kind, conversation_id) values ('message.received', :c);
commit;
