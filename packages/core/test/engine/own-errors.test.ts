import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Client, createClient } from '../../src/client.ts';
import { ProviderError } from '../../src/errors/provider-error.ts';
import type { HttpResponse, Transport } from '../../src/http/transport.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import type { DeliveredEvents, WebhookEvent } from '../../src/webhook-event.ts';
import { socketError } from '../scripted-transport.ts';
import { jobCases, type JobCase } from './job-operations.ts';

/** Keys that definitions read, so that the answers are not all refused at once. */
const keys = [
  ...['job_id', 'jobId', 'id', 'process_id', 'job_uuid', 'uuid', 'status', 'progress', 'max_leads'],
  ...['results', 'items', 'data', 'artifacts', 'jobs', 'next_cursor', 'webhook_endpoints', 'secret'],
  ...['error', 'message', 'code', 'retryable', 'detail', 'result', 'success', 'context', 'job'],
  ...['account', 'subscription', 'usage', 'credits', 'format', 'content', 'log_url'],
];
const leaves = fc.oneof(
  fc.constantFrom('completed', 'failed', 'clob', 'https://scrapfly.io/x'),
  fc.jsonValue({ maxDepth: 0 }),
);
const { body: bodies } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4 },
    leaves,
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('body'), { maxKeys: 6 }),
  ),
}));

const dates = ['0', '1', '99999999', 'Tue, 21 Apr 2026 10:00:00 GMT', 'soon'];
const answers = fc.record({
  status: fc.constantFrom(200, 202, 204, 301, 400, 401, 404, 409, 429, 500, 501, 502),
  headers: fc.dictionary(
    fc.constantFrom('retry-after', 'date', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset'),
    fc.constantFrom(...dates),
  ),
  body: bodies,
  breaks: fc.constantFrom('never', 'never', 'before the headers', 'in the body'),
});
type Answer = typeof answers extends fc.Arbitrary<infer Value> ? Value : never;

async function* cutInHalf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, bytes.length / 2);
  await Promise.resolve();
  throw new TypeError('terminated');
}

function respond({ status, headers, body, breaks }: Answer): Promise<HttpResponse> {
  const bytes = Buffer.from(JSON.stringify(body));
  if (breaks === 'before the headers') return Promise.reject(socketError('ECONNRESET'));
  return Promise.resolve({ status, headers, body: breaks === 'in the body' ? cutInHalf(bytes) : bytes });
}

/** Creates a client that gets the answers in turn, from the network and from the deliveries. */
function clientOf({ provider }: JobCase, script: readonly Answer[]): Client {
  let count = 0;
  const next = () => script[count++ % script.length]!;
  const transport: Transport = () => respond(next());
  const deliveries: DeliveredEvents = {
    find: () => Promise.resolve({ payload: next().body } as WebhookEvent),
    nudge: () => Promise.resolve(),
  };
  return createClient(provider, { transport, clock: new FakeClock(), random: () => 0.5, deliveries });
}

async function readSome(values: AsyncIterable<unknown>): Promise<void> {
  let count = 0;
  for await (const _ of values) if (++count === 20) return;
}

const calls: Readonly<Record<string, (client: Client, job: JobCase) => Promise<unknown>>> = {
  create: (client, { operation, input }) => client.create(operation, input),
  call: (client) => client.call('verifyEmail', { email: 'ana@example.com' }),
  get: (client, job) => client.get(job),
  wait: (client, job) => client.wait(job, { timeoutMs: 60_000 }),
  results: (client, job) => readSome(client.results(job)),
  resultsFile: (client, job) => readSome(client.resultsFile(job, 'csv')),
  cancel: (client, job) => client.cancel(job),
  list: (client, { operation }) => readSome(client.list(operation)),
  account: (client) => client.account(),
  artifact: (client, job) => readSome(client.artifact(job, 'file_1')),
  registerEndpoint: (client) => client.registerEndpoint({ url: 'https://example.com/hook' }),
  findEndpoint: (client) => client.findEndpoint('https://example.com/hook'),
  removeEndpoint: (client) => client.removeEndpoint('we_1'),
};

test.each(Object.entries(calls))(
  'C192, C193: %s throws only errors of this package, whatever a server answers and wherever the network breaks',
  async (_, call) => {
    const scripts = fc.array(answers, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...jobCases), scripts, async (job, script) => {
        const error: unknown = await call(clientOf(job, script), job).then(
          () => undefined,
          (reason: unknown) => reason,
        );

        expect(error === undefined || ProviderError.isInstance(error)).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  },
);
