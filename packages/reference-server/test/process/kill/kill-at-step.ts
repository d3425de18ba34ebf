import { readFileSync, writeSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

// Node loads this module before the server (`node --import`). It kills the process at one database statement. The file
// KILL_ORDER holds `{ number, when }`: statements that change data are counted from the next create on, and the process
// is killed before or after the statement of that number.

interface Order {
  readonly number: number;
  readonly when: 'before' | 'after';
}

const { KILL_ORDER } = process.env;
let order: Order | undefined;
let done = 0;

const CREATE = 'insert into "job" ';
const CLAIM = /state = 'active',/;
/** Statements that change nothing of a job: heartbeats, supervision, counters of requests. */
const HOUSEKEEPING =
  /rate_window|pgboss\.(queue|version|schedule|warning|bam)|heartbeat_on = [^,]*job_now\(\)\s+WHERE/i;

const changes = (text: string): boolean =>
  /^(insert|update|delete|with|commit)\b/i.test(text) && !HOUSEKEEPING.test(text);

function kill(text: string): void {
  writeSync(1, `killed at: ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}\n`);
  process.kill(process.pid, 'SIGKILL');
}

function before(text: string): void {
  if (KILL_ORDER !== undefined && order === undefined && text.startsWith(CREATE))
    order = JSON.parse(readFileSync(KILL_ORDER, 'utf8')) as Order;
  const isNext = order?.when === 'before' && done === order.number - 1;
  if (isNext && changes(text) && !CLAIM.test(text)) kill(text);
}

/** Counts a statement. A claim that found no message is not counted. */
function after(text: string, rows: number): void {
  if (order === undefined || !changes(text) || (CLAIM.test(text) && rows === 0)) return;
  done += 1;
  if (order.when === 'after' && done === order.number) kill(text);
}

type Run = (this: unknown, ...args: unknown[]) => unknown;
interface Outcome {
  readonly rows?: readonly unknown[];
}

const textOf = (statement: unknown): string =>
  (typeof statement === 'string' ? statement : String((statement as { text?: string } | null)?.text)).trim();
const rowsOf = (outcome: unknown): number => (outcome as Outcome | undefined)?.rows?.length ?? 0;

/** Calls `before` and `after` around a query. node-postgres passes results to a callback or to a promise. */
function watched(run: Run): Run {
  return function (...args) {
    const text = textOf(args[0]);
    before(text);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const seen = (error: unknown, outcome: unknown) => {
        if (error == null) after(text, rowsOf(outcome));
        (callback as Run)(error, outcome);
      };
      return run.apply(this, [...args.slice(0, -1), seen]);
    }
    const outcome = run.apply(this, args);
    if (!(outcome instanceof Promise)) return outcome;
    return outcome.then((value: unknown) => {
      after(text, rowsOf(value));
      return value;
    });
  };
}

interface Queryable {
  query: Run;
}
type Transact = (this: unknown, work: (trx: Queryable) => Promise<unknown>) => Promise<unknown>;

const client = pg.Client.prototype as unknown as Queryable;
client.query = watched(client.query);

const pglite = PGlite.prototype as unknown as Queryable & { transaction: Transact };
const transact = pglite.transaction;
pglite.query = watched(pglite.query);
pglite.transaction = async function (work) {
  const outcome = await transact.call(this, async (trx) => {
    trx.query = watched(trx.query);
    const result = await work(trx);
    before('commit');
    return result;
  });
  after('commit', 0);
  return outcome;
};
