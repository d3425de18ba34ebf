import { createApi, type Api } from '../../support/api.ts';
import { spawnServer } from '../../support/spawn-server.ts';
import { createPgliteDatabase } from '../../support/test-database.ts';
import { kindOf } from './find-faults.ts';
import { environmentOf } from './walk-steps.ts';

/** A request that is sent many times. Its results are the same each time. */
export interface JobShape {
  readonly rows: number;
  create(api: Api, more: object): Promise<string>;
}

const emailsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `info@place-${index % 50}.test`);

const scrape = (query: string, leads: number): JobShape => ({
  rows: leads,
  create: async (api, more) => await api.scrape(query, { max_leads: leads, verify_emails: true, ...more }),
});

const verify = (count: number): JobShape => ({
  rows: count,
  create: async (api, more) => await api.verify(emailsOf(count), more),
});

/** The largest two are divided into parts. */
export const jobShapes: readonly JobShape[] = [
  scrape('dentists', 5),
  verify(40),
  scrape('bakeries', 25),
  verify(10),
  scrape('florists', 12),
  verify(150),
  scrape('gyms', 8),
  verify(25),
  scrape('dentists', 300),
  verify(1_200),
];

/** How often a shape comes in turn: most jobs are small. */
const turns = [
  0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 6, 7, 3, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 8, 9,
] as const;

export const shapeOfJob = (number: number): JobShape =>
  jobShapes[turns[number % turns.length] ?? 0] as JobShape;

/** Runs a job of each shape on a server that is not killed, and returns the rows of its results. */
export async function runUndisturbed(): Promise<ReadonlyMap<JobShape, readonly string[]>> {
  const database = await createPgliteDatabase();
  const server = await spawnServer(environmentOf(database));
  const newAccount = { email: 'calm@example.com', password: 'x', balance: 1_000 };
  const { body: account } = await server.admin.post('/accounts', newAccount);
  const api = createApi(`${server.url}/api/v1`, account.api_key);
  const results = new Map<JobShape, readonly string[]>();
  for (const shape of jobShapes) {
    const id = await shape.create(api, {});
    await api.ended(id);
    results.set(shape, await readResults(api, id));
  }
  await server.end('SIGTERM');
  await database.drop();
  return results;
}

/** Reads the rows of a completed job, each as text. */
export async function readResults(api: Api, id: string): Promise<readonly string[]> {
  const { body } = await api.get(`/${kindOf(id)}/jobs/${id}/results`);
  return ((body.results ?? []) as readonly object[]).map((row) => JSON.stringify(row));
}
