import { inOrder } from './in-order.ts';

interface Lines {
  readonly table: string;
  /** The provider of a line without a job, in SQL. */
  readonly joblessProvider: string;
}

/**
 * Adds ledger lines to the sums. A quarter of an hour divides the days of all time zones, because their offsets are
 * whole quarters. Lines of a job form one group of the ledger, and so do lines without a job of one kind and quarter.
 */
const addToSums = ({ table, joblessProvider }: Lines): string => `
  with part as materialized (
    select account_id, job_id, kind, quarter, lines, units, first_line, first_at, last_at,
      case
        when kind = 'grant' then ''
        when job_id is null then ${joblessProvider}
        else coalesce((select job.provider from job where job.id = summed.job_id), '')
      end as provider
    from (
      select account_id, job_id, kind, provider,
        date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00Z') as quarter,
        count(*) as lines, sum(units)::bigint as units,
        min(id) as first_line, min(at) as first_at, max(at) as last_at
      from ${table} group by account_id, job_id, kind, provider, quarter) as summed
  ), spent as (
    insert into spend (account_id, quarter, provider, kind, lines, units)
      select account_id, quarter, provider, kind, sum(lines)::bigint, sum(units)::bigint
      from part group by account_id, quarter, provider, kind
      on conflict (account_id, quarter, provider, kind) do update
        set lines = spend.lines + excluded.lines, units = spend.units + excluded.units
  ), named as (
    select part.*, coalesce(job_id, kind || ' ' || provider || ' ' || extract(epoch from quarter)::bigint) as name
    from part
  )
  insert into ledger_group (account_id, name, kind, job_id, provider, first_line, lines, units, first_at, last_at)
    select account_id, name, kind, job_id, provider,
      coalesce(
        (select min(known.first_line) from ledger_group as known
          where known.account_id = named.account_id and known.name = named.name),
        min(min(first_line)) over (partition by account_id, name)),
      sum(lines)::bigint, sum(units)::bigint, min(first_at), max(last_at)
    from named group by account_id, name, kind, job_id, provider
    on conflict (account_id, name, kind) do update
      set lines = ledger_group.lines + excluded.lines, units = ledger_group.units + excluded.units,
        last_at = greatest(ledger_group.last_at, excluded.last_at)`;

export const spend = inOrder([
  `alter table account add column low_balance bigint not null default 5000 check (low_balance >= 0)`,
  // The provider of a line without a job. Null in lines of jobs, in grants and in lines from before this migration.
  `alter table ledger add column provider text`,
  // Both tables are updated in place while jobs run, so their pages have room for new versions of rows.
  `create table spend (
    account_id text not null references account,
    quarter timestamptz not null,
    provider text not null,
    kind text not null,
    lines bigint not null,
    units bigint not null,
    primary key (account_id, quarter, provider, kind)) with (fillfactor = 70)`,
  `create table ledger_group (
    account_id text not null references account,
    name text not null,
    kind text not null,
    job_id text,
    provider text not null,
    first_line bigint not null,
    lines bigint not null,
    units bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (account_id, name, kind)) with (fillfactor = 70)`,
  `create index ledger_group_newest on ledger_group (account_id, first_line desc)`,
  // A trigger adds all lines, also those that processes of the version before write. It locks the ledger, so no line is
  // missing in the sums of the lines that exist, which are made next.
  `create function add_to_sums() returns trigger language plpgsql as $$
    begin
      ${addToSums({ table: 'added', joblessProvider: `coalesce(summed.provider, '')` })};
      return null;
    end $$`,
  `create trigger ledger_sums after insert on ledger referencing new table as added
    for each statement execute function add_to_sums()`,
  // Until this migration only ScrapeKit charged for something that is no job: the verification of one address.
  addToSums({ table: 'ledger', joblessProvider: `'scrapekit'` }),
]);
