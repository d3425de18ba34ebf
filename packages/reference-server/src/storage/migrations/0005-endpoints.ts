import { inOrder } from './in-order.ts';

export const endpoints = inOrder([
  `create table webhook_endpoint (
    id text primary key,
    account_id text not null references account,
    provider text not null,
    project text not null default '',
    env text not null default '',
    name text not null default '',
    url text not null,
    events text not null default '[]',
    options text not null default '{}',
    secret text,
    previous_secret text,
    previous_secret_until timestamptz,
    failures_in_row integer not null default 0,
    disabled_reason text,
    created_at timestamptz not null,
    deleted_at timestamptz)`,
  `create index webhook_endpoint_account on webhook_endpoint (account_id, provider) where deleted_at is null`,
  `create unique index webhook_endpoint_name on webhook_endpoint (account_id, provider, project, env, name)
    where deleted_at is null and name <> ''`,
  `create table event (
    id text primary key,
    seq bigint generated always as identity,
    account_id text not null references account,
    provider text not null,
    job_id text references job,
    type text not null,
    data text not null,
    created_at timestamptz not null)`,
  `create index event_account on event (account_id, provider, seq)`,
  `alter table delivery
    alter column job_id drop not null,
    add column endpoint_id text references webhook_endpoint,
    add column event_id text references event,
    add column attempts integer not null default 0,
    add column claim_id text,
    add column next_attempt_at timestamptz`,
  `drop index delivery_once`,
  // Each event of a job has at most one delivery for each receiver.
  `create unique index delivery_once on delivery (job_id, event, coalesce(endpoint_id, ''), coalesce(event_id, ''))`,
]);
