import { inOrder } from './in-order.ts';

export const sessions = inOrder([
  `create table session (
    id text primary key,
    account_id text not null references account,
    expires_at timestamptz not null,
    ended_at timestamptz)`,
  `create index session_expired on session (expires_at)`,
  `create table server_secret (name text primary key, secret text not null)`,
]);
