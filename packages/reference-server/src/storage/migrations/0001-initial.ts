import { sql, type Kysely } from 'kysely';

const statements: readonly string[] = [
  `create table account (
    id text primary key,
    email text not null unique,
    password_hash text not null,
    opening bigint not null,
    balance bigint not null check (balance >= 0),
    suspended boolean not null default false,
    created_at timestamptz not null)`,
  `create table api_key (
    id text primary key,
    account_id text not null references account,
    hash text not null unique,
    prefix text not null,
    name text not null,
    created_at timestamptz not null,
    deleted_at timestamptz)`,
  `create index api_key_account on api_key (account_id)`,
  `create table signing_secret (
    account_id text primary key references account,
    secret text not null,
    created_at timestamptz not null)`,
  `create table job (
    id text primary key,
    account_id text not null references account,
    provider text not null,
    operation text not null,
    status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    input text not null,
    cap integer not null,
    target integer,
    produced integer not null default 0,
    units_charged bigint not null default 0,
    error text,
    webhook_url text,
    client_request_id text,
    attempt integer not null default 0,
    created_at timestamptz not null,
    finished_at timestamptz)`,
  `create index job_active on job (account_id, provider, operation) where status in ('queued', 'running')`,
  `create index job_newest on job (account_id, provider, operation, created_at desc, id desc)`,
  `create table job_item (
    job_id text not null references job, seq integer not null, n integer not null, json text not null,
    primary key (job_id, seq))`,
  `create table result_chunk (
    job_id text not null references job, seq integer not null, n integer not null, json text not null,
    primary key (job_id, seq))`,
  `create table ledger (
    id bigint generated always as identity primary key,
    account_id text not null references account,
    kind text not null,
    units bigint not null,
    job_id text,
    row_index integer,
    at timestamptz not null)`,
  // C064: at most one debit and one refund for a row, whatever runs twice.
  `create unique index ledger_once on ledger (job_id, row_index, kind) where job_id is not null`,
  `create index ledger_account on ledger (account_id, id)`,
  `create table delivery (
    id text primary key,
    account_id text not null references account,
    job_id text not null references job,
    provider text not null,
    event text not null,
    url text not null,
    state text not null,
    created_at timestamptz not null,
    attempted_at timestamptz,
    status_code integer,
    latency_ms integer,
    error text)`,
  `create unique index delivery_once on delivery (job_id, event)`,
];

export const initial = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
