import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findCaller } from '../../packages/reference-server/src/accounts/api-keys.ts';
import { lockAccount } from '../../packages/reference-server/src/accounts/accounts.ts';
import { countActive, findJob } from '../../packages/reference-server/src/jobs/job-store.ts';
import { enqueueJob } from '../../packages/reference-server/src/jobs/enqueue-job.ts';
import { openStorage } from '../../packages/reference-server/src/storage/open-storage.ts';
import { inputFromParent, serveParent } from '../rig/child.ts';
import type { DatabaseSettings } from './database.ts';

// node:http with the SQL statements that a status read and a create need, on the same storage, without a framework,
// checks, limits or a worker.

const settings = (await inputFromParent()) as DatabaseSettings;
const queueNames = ['scrapekit.scrape'];
const storage = await openStorage({ ...settings, queueNames, onError: () => undefined });
const kind = { provider: 'scrapekit', operation: 'scrape' };

async function readStatus(accountId: string, url: string): Promise<object | undefined> {
  return await findJob(storage.db, url.slice(url.lastIndexOf('/') + 1), { ...kind, accountId });
}

const uncached = {
  db: storage.db,
  remember: async <T>(_key: string, load: () => Promise<T>) => await load(),
};

async function create(accountId: string, body: string): Promise<object> {
  const input = JSON.parse(body) as object;
  return await storage.transaction(async (trx) => {
    await lockAccount(trx, accountId);
    await countActive(trx, { ...kind, accountId });
    const id = `sk_job_${randomBytes(10).toString('hex')}`;
    return await enqueueJob(trx, storage.queues, {
      ...{ ...kind, id, accountId, input, cap: 10, rowsPerPart: 100, at: new Date() },
    });
  });
}

async function answer(request: IncomingMessage): Promise<object | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const caller = await findCaller(uncached, request.headers.authorization?.slice('Bearer '.length) ?? '');
  if (caller === undefined) return undefined;
  return request.method === 'POST'
    ? await create(caller.accountId, Buffer.concat(chunks).toString())
    : await readStatus(caller.accountId, request.url ?? '');
}

const server = createServer((request, response) => {
  void answer(request).then((body) => {
    const status = body === undefined ? 404 : request.method === 'POST' ? 202 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
serveParent({ url }, async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await storage.close();
});
