import { createApi } from '../../support/api.ts';
import type { Receiver } from '../../support/receiver.ts';
import type { SpawnedServer } from '../../support/spawn-server.ts';
import type { LedgerView } from '../../support/test-server.ts';

export interface Account {
  readonly account_id: string;
  readonly api_key: string;
}

export interface Expected {
  readonly account: Account;
  /** The expected number of rows of each job, by the id of the job. */
  readonly jobs: ReadonlyMap<string, number>;
  readonly receiver: Receiver;
}

export const kindOf = (id: string): 'scrape' | 'verify' => (id.startsWith('sk_job_') ? 'scrape' : 'verify');

const inUnits = (credits: unknown): number => Math.round(Number(credits ?? 0) * 1_000);
const sum = (lines: LedgerView['lines']): number => lines.reduce((total, { units }) => total + units, 0);

/** Lists what is lost, doubled or unpaid after all jobs of the account have ended. */
export async function findFaults(server: SpawnedServer, expected: Expected): Promise<readonly string[]> {
  const { account, jobs } = expected;
  const ledger: LedgerView = (await server.admin.get(`/ledger/${account.account_id}`)).body;
  const { opening, balance, lines } = ledger;
  const faults: string[] = [];
  if (balance !== opening + sum(lines)) faults.push('the balance is not opening + lines');
  if (new Set(lines.map(({ kind, job_id, row }) => `${kind} ${job_id} ${row}`)).size !== lines.length)
    faults.push('a row was charged or refunded twice');
  for (const [id, rows] of jobs) faults.push(...(await faultsOf(server, expected, { id, rows, lines })));
  return faults;
}

interface OneJob {
  readonly id: string;
  readonly rows: number;
  readonly lines: LedgerView['lines'];
}

async function faultsOf(
  server: SpawnedServer,
  { account, receiver }: Expected,
  { id, rows, lines }: OneJob,
): Promise<readonly string[]> {
  const api = createApi(`${server.url}/api/v1`, account.api_key);
  const kind = kindOf(id);
  const { body: job } = await api.get(`/${kind}/jobs/${id}`);
  const { body } = await api.get(`/${kind}/jobs/${id}/results`);
  const own = lines.filter(({ job_id }) => job_id === id);
  const paid = own.filter(({ kind: line }) => line === (kind === 'scrape' ? 'lead' : 'verify'));
  const shown = inUnits(job.credits_used) + inUnits(job.verification_credits_used);
  const announced = receiver.received.filter(({ body: sent }) => sent.toString().includes(id)).length;
  const places = new Set(body.results?.map((lead: { place_id?: string }) => lead.place_id));
  const wrong: readonly [boolean, string][] = [
    [job.status !== 'completed', `is ${job.status}: ${job.error ?? JSON.stringify(job)}`],
    [body.results?.length !== rows, `has ${body.results?.length} rows of ${rows}`],
    [kind === 'scrape' && places.size !== rows, 'has a lead twice'],
    [paid.length !== rows, `has ${paid.length} debits for ${rows} rows`],
    [-sum(own) !== shown, `shows ${shown} units and cost ${-sum(own)}`],
    [announced > 1, `was announced ${announced} times`],
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, what]) => `${id} ${what}`);
}
