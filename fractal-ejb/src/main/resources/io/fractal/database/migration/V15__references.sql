-- Rows that come in by the thousand refer to what they belong to, a conversation or a message, and that refers to the workspace, the
-- contact and the account. To have the database look all of these up again for each row, and lock them, cost an eighth of what it
-- takes to receive a message. None of them is ever deleted: workspaces, accounts and senders stay, contacts are marked.
alter table message
    drop constraint message_workspace_id_fkey,
    drop constraint message_contact_id_fkey,
    drop constraint message_sender_id_fkey,
    drop constraint message_provider_account_id_fkey;
alter table status_event drop constraint status_event_workspace_id_fkey;
alter table event drop constraint event_workspace_id_fkey;
