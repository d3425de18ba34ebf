import { readFileSync } from 'node:fs';
import type { Schema } from '@scrapekit/storage';
import { type Kysely, sql } from 'kysely';

const statements = [
  `create table relay_key (name text primary key, key text not null)`,
  `create table event (
    id text primary key,
    source text not null,
    job_id text not null,
    operation text not null,
    type text not null,
    is_reconciled boolean not null,
    data text not null,
    created_at timestamptz not null)`,
  `create index event_of_source on event (source, created_at)`,
  `create table delivery (
    id text primary key,
    event_id text not null references event on delete cascade,
    target text not null,
    state text not null,
    turn integer not null default 1,
    attempts integer not null default 0,
    failures integer not null default 0,
    page integer not null default 1,
    pages integer,
    created_at timestamptz not null,
    tried_since timestamptz not null,
    next_attempt_at timestamptz,
    attempted_at timestamptz,
    status_code integer,
    error text,
    unique (event_id, target))`,
  `create index newest_delivery on delivery (created_at desc, id desc)`,
  `create index delivery_of_target on delivery (target, state)`,
  `create index last_attempt on delivery (target, attempted_at desc)`,
  `create table delivery_page (
    delivery_id text not null references delivery on delete cascade,
    page integer not null,
    rows bytea not null,
    primary key (delivery_id, page))`,
  `create table attempt (
    delivery_id text not null references delivery on delete cascade,
    number integer not null,
    page integer not null,
    started_at timestamptz not null,
    latency_ms integer not null,
    status_code integer,
    error text,
    answer_start bytea,
    primary key (delivery_id, number))`,
  `create table job (
    source text not null,
    job_id text not null,
    operation text not null,
    state text not null,
    origin text not null,
    created_at timestamptz not null,
    polls integer not null default 0,
    next_poll_at timestamptz,
    polled_at timestamptz,
    error text,
    primary key (source, job_id))`,
  `create index job_by_state on job (state, created_at)`,
  `create table creation (
    id text primary key,
    source text not null,
    operation text not null,
    fingerprint text not null,
    callers_id text,
    state text not null,
    created_at timestamptz not null,
    job_id text,
    status integer,
    answer text)`,
  `create unique index creation_under_way on creation (source, fingerprint) where state <> 'answered'`,
  `create unique index creation_by_callers_id on creation (source, callers_id)`,
];

const manifest = new URL('../../package.json', import.meta.url);

/** Returns the version of this package. */
export const relayVersion = (): string =>
  (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;

/** The tables of the relay. A migration that was released is never changed; a new one is appended. */
export const schema: Schema = {
  version: relayVersion(),
  migrations: {
    '0001-initial': {
      up: async (db: Kysely<unknown>) => {
        for (const statement of statements) await sql.raw(statement).execute(db);
      },
    },
  },
};
