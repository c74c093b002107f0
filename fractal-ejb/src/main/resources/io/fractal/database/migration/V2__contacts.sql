-- Contacts that people work with: notes, merging, deleting, and one identity behind several spellings of a number.

alter table contact
    -- erased on request: the row stays, because messages refer to it, with nothing personal in it
    add column deleted_at timestamptz,
    -- became part of another contact; the row stays to tell whoever still knows its id
    add column merged_into uuid references contact;

create index contact_workspace_created on contact (workspace_id, created_at desc, id desc);
create index contact_workspace_updated on contact (workspace_id, updated_at desc, id desc);
create index contact_email on contact (workspace_id, lower(email)) where email is not null;
create index contact_tags on contact using gin (tags);
create index contact_merged on contact (merged_into) where merged_into is not null;

-- The spelling that stands for all spellings of one number; io.fractal.channels.AddressAliases says the same in Java.
alter table contact_address
    add column identity text not null generated always as (
        case
            when address ~ '^\+521[0-9]{10}$' then '+52' || substr(address, 5)
            when address ~ '^\+549[0-9]{10}$' then '+54' || substr(address, 5)
            when address ~ '^\+55[0-9]{2}9[6-9][0-9]{7}$' then substr(address, 1, 5) || substr(address, 7)
            else address
        end) stored;
create index contact_address_identity on contact_address (workspace_id, identity);

-- What people of the workspace write down about a contact, never shown to the contact.
create table contact_note (
    id uuid primary key,
    workspace_id uuid not null references workspace,
    contact_id uuid not null references contact,
    author_user_id uuid references app_user,
    -- as it was then: a user's name, or that of the API key
    author_name text not null,
    body text not null,
    created_at timestamptz not null
);
create index contact_note_contact on contact_note (contact_id, created_at desc, id desc);
