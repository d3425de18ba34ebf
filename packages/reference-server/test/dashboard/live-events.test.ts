import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSteppedClock } from '../support/stepped-clock.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestAccount, type TestServer } from '../support/test-server.ts';

const clock = createSteppedClock();
let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createPgliteDatabase();
  server = await startTestServer(database, {}, clock);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

interface Scene {
  readonly account: TestAccount;
  readonly cookie: string;
  /** A job that has 25 of 60 rows until `release`. */
  readonly id: string;
  readonly release: () => void;
  readonly open: (id?: string) => Promise<Response>;
}

async function begin(query: string): Promise<Scene> {
  const account = await server.account(5);
  const { cookie } = await server.dashboard(account);
  const held = server.leadEngine.play(query, { places: 60, holdFrom: 25 });
  const id = await account.api.scrape(query);
  await account.api.jobWhen(id, ({ progress }) => progress.scraped === 25);
  const open = async (job = id) =>
    await fetch(`${server.url}/dashboard/jobs/${job}/events`, { headers: { cookie }, redirect: 'manual' });
  return { account, cookie, id, release: () => held.release(), open };
}

/** Reads a stream until a text comes, or to its end. Throws when the connection breaks. */
async function readUntil(stream: AsyncIterable<Uint8Array>, wanted?: string): Promise<string> {
  let text = '';
  for await (const bytes of stream) {
    text += Buffer.from(bytes).toString();
    if (wanted !== undefined && text.includes(wanted)) return text;
  }
  return text;
}

const bodyOf = ({ body }: Response): AsyncIterable<Uint8Array> => {
  if (body === null) throw new Error('The answer has no body.');
  return body.values({ preventCancel: true });
};

test('the events of a job tell its progress, its cost and its end', async () => {
  const { open, release } = await begin('watched');

  const response = await open();
  const first = await readUntil(bodyOf(response), 'data: ');
  release();
  const rest = await readUntil(bodyOf(response));

  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(first).toContain(
    'data: {"state":"running","produced":25,"goal":60,"progress":"25 of 60","cost":"0.375"}\n\n',
  );
  expect(rest).toContain(
    'data: {"state":"completed","produced":60,"goal":60,"progress":"60 of 60","cost":"0.9"}\n\nevent: ended\ndata: {}\n\n',
  );
});

test('the events of a job that has ended end at once', async () => {
  const { account, id, open, release } = await begin('soon over');
  release();
  await account.api.ended(id);

  const text = await readUntil(bodyOf(await open()));

  expect(text).toContain('"state":"completed"');
  expect(text.endsWith('event: ended\ndata: {}\n\n')).toBe(true);
});

test('the events need a session of the account', async () => {
  const { id } = await begin('private');
  const stranger = await begin('of a stranger');
  const address = `${server.url}/dashboard/jobs/${id}/events`;

  const visitor = await fetch(address, { redirect: 'manual' });

  expect([visitor.status, (await stranger.open(id)).status]).toEqual([303, 404]);
});

test('an account watches ten jobs at once, and another one when a page was closed', async () => {
  const { cookie, id, open } = await begin('popular');
  const closing = new AbortController();
  const watched = await fetch(`${server.url}/dashboard/jobs/${id}/events`, {
    headers: { cookie },
    signal: closing.signal,
  });

  const others = await Promise.all(Array.from({ length: 49 }, async () => await open()));
  const accepted = others.filter(({ status }) => status === 200);
  const refused = others.filter(({ status }) => status === 429);
  closing.abort();
  await expect(watched.text()).rejects.toThrow();
  let next = await open();
  while (next.status === 429) next = await open();

  expect([accepted.length, refused.length]).toEqual([9, 40]);
  expect(refused[0]?.headers.get('retry-after')).toBe('30');
  expect(next.status).toBe(200);
  await Promise.all([...accepted, next].map(async ({ body }) => await body?.cancel()));
});

test('the events end after five minutes, and with the session', async () => {
  const { cookie, open } = await begin('long');
  const long = await open();
  await readUntil(bodyOf(long), 'data: ');
  clock.step(300_000);
  const afterLife = await readUntil(bodyOf(long));

  const other = await open();
  await readUntil(bodyOf(other), 'data: ');
  await fetch(`${server.url}/dashboard/log-out`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
  clock.step(15_000);
  const afterLogOut = await readUntil(bodyOf(other));

  expect([afterLife, afterLogOut]).toEqual(['', '']);
});

test('a server that stops ends the events first, so that it does not wait for them', async () => {
  const lasting = await createPgliteDatabase();
  const stopping = await startTestServer(lasting);
  const account = await stopping.account(1);
  const { cookie } = await stopping.dashboard(account);
  stopping.leadEngine.play('stopped', { holdDiscovery: true });
  const id = await account.api.scrape('stopped');
  const streams = await Promise.all(
    Array.from(
      { length: 10 },
      async () => await fetch(`${stopping.url}/dashboard/jobs/${id}/events`, { headers: { cookie } }),
    ),
  );
  for (const stream of streams) await readUntil(bodyOf(stream), 'data: ');

  // Connections that the server has to break would make these throw.
  const [, ...rests] = await Promise.all([
    stopping.close(),
    ...streams.map(async (stream) => await readUntil(bodyOf(stream))),
  ]);
  await lasting.drop();

  expect(rests).toEqual(Array(10).fill(''));
});
