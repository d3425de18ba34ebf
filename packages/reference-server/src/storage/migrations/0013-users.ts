import { inOrder } from './in-order.ts';

export const users = inOrder([
  `create table account_user (
    id text primary key,
    account_id text not null references account,
    email text not null unique,
    password_hash text not null,
    role text not null check (role in ('owner', 'member', 'viewer')),
    time_zone text not null default 'UTC',
    created_at timestamptz not null)`,
  `create index account_user_account on account_user (account_id, created_at, id)`,
  // The e-mail address and password of an account become its first owner.
  `insert into account_user (id, account_id, email, password_hash, role, created_at)
    select 'usr_' || substr(id, 6), id, email, password_hash, 'owner', created_at from account`,
  // The column stays for processes of the version before. Null in accounts that were created after this migration.
  `alter table account alter column password_hash drop not null`,
  // A process of the version before creates accounts without a user, and nobody could log in to them.
  `create function add_first_owner() returns trigger language plpgsql as $$
    begin
      insert into account_user (id, account_id, email, password_hash, role, created_at)
        values ('usr_' || substr(new.id, 6), new.id, new.email, new.password_hash, 'owner', new.created_at);
      return null;
    end $$`,
  `create trigger account_first_owner after insert on account
    for each row when (new.password_hash is not null) execute function add_first_owner()`,
  // Null in sessions that a process of the version before begins. They are not accepted.
  `alter table session
    add column user_id text references account_user on delete cascade,
    add column begun_at timestamptz,
    add column seen_at timestamptz,
    add column browser text,
    add column network text`,
  `update session set user_id = 'usr_' || substr(account_id, 6),
    begun_at = expires_at - interval '8 hours', seen_at = expires_at - interval '8 hours'`,
  `create index session_of_user on session (user_id)`,
  // A link that creates a user, or that gives the user \`user_id\` a new password.
  `create table user_link (
    id text primary key,
    token_hash text not null unique,
    account_id text not null references account,
    user_id text references account_user on delete cascade,
    email text not null,
    role text,
    created_at timestamptz not null,
    expires_at timestamptz not null)`,
  `create index user_link_account on user_link (account_id, created_at)`,
  // Null for a key that was not used since this migration.
  `alter table api_key add column used_at timestamptz`,
]);
