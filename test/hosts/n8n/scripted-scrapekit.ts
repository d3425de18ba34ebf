import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export const SCRIPTED_SECRET = 'whsec_of_the_scripted_server';
const PAGE = 100;

export interface ScriptedJob {
  status: 'running' | 'completed';
  readonly leads: number;
  readonly webhookUrl?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
}

/**
 * An API like ScrapeKit's with jobs that end when the test says so, and with results of any size that cost nothing to
 * make. The reference server would need minutes for as many jobs or leads.
 */
export interface ScriptedScrapeKit extends AsyncDisposable {
  readonly url: string;
  /** By id, oldest first. */
  readonly jobs: Map<string, ScriptedJob>;
  /** Called when the list of jobs is read from its beginning. */
  onList?: () => void;
  /** What workflows have posted to `/collect`, with the time in milliseconds since the epoch. */
  readonly collected: { readonly at: number; readonly body: unknown }[];
  /** Called after something was posted to `/collect`. */
  onCollect?: () => void;
}

export async function startScriptedScrapeKit(): Promise<ScriptedScrapeKit> {
  const jobs: ScriptedScrapeKit['jobs'] = new Map();
  const collected: ScriptedScrapeKit['collected'] = [];
  const server = createServer((request, response) => {
    answer(scripted, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scripted: ScriptedScrapeKit = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    jobs,
    collected,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return scripted;
}

async function answer(
  scripted: ScriptedScrapeKit,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', scripted.url);
  const [, , , , , id, results] = pathname.split('/');
  const body: unknown = request.method === 'POST' ? await json(request) : undefined;
  if (pathname === '/collect') {
    scripted.collected.push({ at: Date.now(), body });
    send(response, { ok: true });
    scripted.onCollect?.();
  } else if (id === undefined && request.method === 'POST') {
    const { webhook_url: webhookUrl, max_leads: leads } = body as { webhook_url?: string; max_leads: number };
    const created = `sk_job_${crypto.randomUUID()}`;
    scripted.jobs.set(created, { status: 'running', leads, ...(webhookUrl && { webhookUrl }) });
    send(response, {
      ...jobBody(scripted, created),
      poll_url: `${scripted.url}/api/v1/scrape/jobs/${created}`,
    });
  } else if (id === undefined) {
    const from = Number(searchParams.get('cursor') ?? 0);
    if (from === 0) scripted.onList?.();
    const ids = [...scripted.jobs.keys()].toReversed();
    const next = from + PAGE < ids.length ? String(from + PAGE) : null;
    send(response, {
      jobs: ids.slice(from, from + PAGE).map((each) => jobBody(scripted, each)),
      next_cursor: next,
    });
  } else if (results === undefined) {
    send(response, jobBody(scripted, id));
  } else {
    const { leads } = jobOf(scripted, id);
    const isCsv = searchParams.get('format') === 'csv';
    response.setHeader('content-type', isCsv ? 'text/csv' : 'application/json');
    await pipeline(Readable.from(batches(isCsv ? csv(leads) : document(id, leads))), response);
  }
}

const send = (response: ServerResponse, body: object): void => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};

function jobOf({ jobs }: ScriptedScrapeKit, id: string): ScriptedJob {
  const job = jobs.get(id);
  if (job === undefined) throw new Error(`There is no job ${id}.`);
  return job;
}

function jobBody(scripted: ScriptedScrapeKit, id: string): object {
  const { status, leads, createdAt: at = new Date().toISOString() } = jobOf(scripted, id);
  const progress = { scraped: status === 'completed' ? leads : 0, verified: 0, target: leads };
  const search = { query: 'dentists', location: 'Austin, Texas' };
  return {
    job_id: id,
    status,
    ...search,
    progress,
    credits_used: 0,
    error: null,
    created_at: at,
    updated_at: at,
  };
}

const lead = (n: number) => ({
  place_id: `ChIJ${String(n).padStart(23, 'x')}`,
  name: `Smile, "Dental" & Sons ${n}`,
  address: `${n} Congress Ave, Austin, TX 78701`,
  phone: '+1 512 555 0142',
  website: `https://dental-${n}.example`,
  rating: n % 7 === 0 ? '' : 4.8,
  reviews_count: n % 7 === 0 ? '' : n % 900,
  lat: 30.2672,
  lng: -97.7431,
  category: 'Dentist',
  emails_found: `hello@dental-${n}.example;office@dental-${n}.example`,
});

function* document(id: string, leads: number): Generator<string> {
  yield `{"job_id":"${id}","status":"completed","results_count":${leads},"credits_used":0,"results":[`;
  for (let n = 0; n < leads; n++) yield (n === 0 ? '' : ',') + JSON.stringify(lead(n));
  yield ']}';
}

function* csv(leads: number): Generator<string> {
  const cells = (row: object) => Object.values(row).map((cell) => `"${String(cell).replaceAll('"', '""')}"`);
  yield `${Object.keys(lead(0)).join(',')}\r\n`;
  for (let n = 0; n < leads; n++) yield `${cells(lead(n)).join(',')}\r\n`;
}

/** Joins small texts into chunks of the size that a network has. */
function* batches(texts: Iterable<string>): Generator<string> {
  let batch = '';
  for (const text of texts) {
    batch += text;
    if (batch.length < 65_536) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

/** The webhook that ScrapeKit sends when a job is completed, signed over the time and the body (C170). */
export function signedWebhook(id: string): {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
} {
  const event = { event: 'scrape.job.completed', data: { job_id: id, status: 'completed' } };
  const body = Buffer.from(JSON.stringify({ ...event, created_at: new Date().toISOString() }));
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', SCRIPTED_SECRET).update(`${timestamp}.`).update(body).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-scrapekit-timestamp': timestamp,
      'x-scrapekit-signature': signature,
    },
  };
}
