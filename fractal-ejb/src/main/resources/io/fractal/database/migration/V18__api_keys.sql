-- Keys end by themselves, and give way to a successor while both are valid for a time.
alter table api_key
    add column expires_at timestamptz,
    add column replaced_by uuid references api_key;
