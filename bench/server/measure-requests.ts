import { startChild } from '../rig/child.ts';
import { median, printTable } from '../table.ts';
import type { TestDatabase } from '../../packages/reference-server/test/support/test-database.ts';
import { storages, type StorageName } from './database.ts';
import { load, type Load, type LoadOptions } from './load.ts';
import { prepareStorage, type Customer } from './prepare-storage.ts';

/** The number of customers follows from the limits: five jobs at once for an account, 300 reads a minute for a key. */
const CUSTOMERS = 960;
const CREATES_EACH = 4;
const READS = { PGlite: 6_000, PostgreSQL: 12_000 } as const;
const PACED = { perSecond: 300, amount: 3_000 } as const;
const ROUNDS = 3;

interface Contender {
  readonly name: string;
  readonly url: string;
  readonly customers: readonly Customer[];
  close(): Promise<void>;
}

const placeholders = Array.from({ length: CUSTOMERS }, () => ({
  key: 'none',
  job: 'sk_job_00000000000000000000',
}));

async function startBare(): Promise<Contender> {
  const child = await startChild<{ url: string }>(new URL('bare-process.ts', import.meta.url), {});
  return {
    name: 'node:http alone',
    url: child.answer.url,
    customers: placeholders,
    close: () => child.close(),
  };
}

async function startOn(
  storage: StorageName,
  { name, program }: { readonly name: string; readonly program: string },
): Promise<Contender> {
  const database: TestDatabase = await storages[storage]();
  const { customers } = await prepareStorage(database.settings, { customers: CUSTOMERS, leads: 25 });
  const child = await startChild<{ url: string }>(new URL(program, import.meta.url), database.settings);
  const close = async () => {
    await child.close();
    await database.drop();
  };
  return { name, url: child.answer.url, customers, close };
}

/** Measures status reads and creates, at full speed and at a fixed pace, next to the least work that could do them. */
export async function measureRequests(storage: StorageName): Promise<void> {
  const bare = await startBare();
  const statements = await startOn(storage, {
    name: 'node:http, same statements',
    program: 'same-statements-process.ts',
  });
  const server = await startOn(storage, { name: 'the server', program: 'server-process.ts' });
  const contenders = [bare, statements, server];
  const amount = READS[storage];
  await compare(contenders, {
    title: `Status reads, ${storage}`,
    rounds: ROUNDS,
    operation: 'status',
    amount,
  });
  await compare(contenders, {
    title: `Status reads, ${storage}, 300 a second`,
    rounds: 1,
    operation: 'status',
    ...PACED,
  });
  const creates = (CUSTOMERS * CREATES_EACH) / ROUNDS;
  await compare(contenders, {
    title: `Creates, ${storage}`,
    rounds: ROUNDS,
    operation: 'create',
    amount: creates,
  });
  for (const contender of contenders) await contender.close();
}

type Comparison = Omit<LoadOptions, 'customers'> & { readonly title: string; readonly rounds: number };

async function compare(
  contenders: readonly Contender[],
  { title, rounds, ...options }: Comparison,
): Promise<void> {
  const loads = contenders.map((): Load[] => []);
  // The contenders take turns, so that a slower machine slows all of them.
  for (let round = 0; round < rounds; round++)
    for (const [index, { url, customers }] of contenders.entries())
      loads[index]?.push(await load(url, { ...options, customers }));
  const of = (index: number, what: keyof Load): number =>
    median((loads[index] ?? []).map((one) => one[what]));
  console.log(`\n${title}, median of ${rounds}`);
  printTable(
    ['', 'a second', 'to node:http', 'to same statements', 'p50 ms', 'p99 ms', 'refused'],
    contenders.map(({ name }, index) => [
      name,
      of(index, 'perSecond').toFixed(0),
      (of(index, 'perSecond') / of(0, 'perSecond')).toFixed(2),
      (of(index, 'perSecond') / of(1, 'perSecond')).toFixed(2),
      of(index, 'p50Ms').toFixed(0),
      of(index, 'p99Ms').toFixed(0),
      String(of(index, 'refused')),
    ]),
  );
}
