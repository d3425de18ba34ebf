import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '@scrapekit/core';
import type { INodeExecutionData, INodeParameters, IWorkflowBase } from 'n8n-workflow';
import { N8n, type Outcome } from '../src/index.ts';

let folder: string;
let n8n: N8n;
let ring: () => void;
const clock: Clock = {
  now: () => Date.now(),
  sleep: (_ms, signal) =>
    new Promise((resolve, reject) => {
      ring = resolve;
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    }),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'n8n-test-'));
  n8n = await N8n.start({ nodePackages: [], folder, clock });
});
beforeEach(() => void (ring = () => undefined));
afterAll(async () => {
  await n8n[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** A workflow that stores the resume address in an item and is then parked by n8n's Wait node. */
function parkingWorkflow(wait: INodeParameters): IWorkflowBase {
  const assignments = [{ id: '1', name: 'url', type: 'string', value: '={{ $execution.resumeUrl }}' }];
  const nodes = [
    { name: 'Go', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
    {
      name: 'Note',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      parameters: { assignments: { assignments } },
    },
    { name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: wait, webhookId: 'wait' },
    { name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
  ].map((node) => ({ ...node, id: node.name, position: [0, 0] }));
  const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
  const connections = { Go: to('Note'), Note: to('Wait'), Wait: to('Next') };
  return { id: 'sleeper', name: 'Sleeper', nodes, connections, active: false } as unknown as IWorkflowBase;
}

/** Starts the workflow and resolves when it is parked. */
async function runUntilParked(wait: INodeParameters, signal?: AbortSignal) {
  let ended: Promise<Outcome> | undefined;
  const items = await new Promise<readonly INodeExecutionData[]>((resolve, reject) => {
    ended = n8n.run(parkingWorkflow(wait), {
      credentials: {},
      ...(signal === undefined ? {} : { signal }),
      onEvent: (event) => {
        if (event.kind === 'parked') resolve(event.items);
      },
    });
    ended.catch(reject);
  });
  return { ended: ended as Promise<Outcome>, url: items[0]?.json.url as string };
}

const post = (url: string, method = 'POST') =>
  new Promise<number>((resolve, reject) => {
    const outgoing = request(url, { method, rejectUnauthorized: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject).end();
  });

const byWebhook = { resume: 'webhook', httpMethod: 'POST' };
const byTimer = { resume: 'timeInterval', amount: 2, unit: 'hours' };

describe('a parked workflow', () => {
  test('resumes when its time is up', async () => {
    const { ended } = await runUntilParked(byTimer);
    ring();
    const { status, resumes, outputs } = await ended;

    expect(status).toBe('success');
    expect(resumes.map(({ by }) => by)).toEqual(['timer']);
    expect(outputs.Next?.[0]).toHaveLength(1);
  });

  test('resumes when its address is called', async () => {
    const { ended, url } = await runUntilParked(byWebhook);

    expect(await post(url)).toBe(200);
    const { status, resumes } = await ended;

    expect(status).toBe('success');
    expect(resumes.map(({ by }) => by)).toEqual(['webhook']);
  });

  test('does not resume on a call without its token', async () => {
    const { ended, url } = await runUntilParked(byWebhook);
    const [address = ''] = url.split('?');

    expect(await post(address)).toBe(401);
    expect(await post(`${address}?signature=${'0'.repeat(64)}`)).toBe(401);

    await post(url);
    expect((await ended).resumes).toHaveLength(1);
  });

  test('answers 404 to other addresses and other methods', async () => {
    const { ended, url } = await runUntilParked(byWebhook);

    expect(await post(new URL('/webhook-waiting/0', url).href)).toBe(404);
    expect(await post(url, 'GET')).toBe(404);

    await post(url);
    await ended;
  });

  test('ends when it is aborted', async () => {
    const abort = new AbortController();
    const { ended } = await runUntilParked(byTimer, abort.signal);

    abort.abort(new Error('Stopped by the user'));

    await expect(ended).rejects.toThrow('Stopped by the user');
  });
});

describe('a workflow that cannot run', () => {
  test('fails with an error that names a missing node type', async () => {
    const workflow = parkingWorkflow(byTimer);
    const nodes = workflow.nodes.map((node) =>
      node.name === 'Wait' ? { ...node, type: 'n8n-nodes-other.thing' } : node,
    );

    await expect(n8n.run({ ...workflow, nodes }, { credentials: {} })).rejects.toThrow(
      'n8n-nodes-other.thing',
    );
  });

  test('fails with an error when it has no trigger', async () => {
    const workflow = parkingWorkflow(byTimer);
    const nodes = workflow.nodes.filter(({ name }) => name !== 'Go');

    await expect(n8n.run({ ...workflow, nodes }, { credentials: {} })).rejects.toThrow('no trigger');
  });
});
