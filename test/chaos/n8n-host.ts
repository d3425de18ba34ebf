import { mkdtemp, rm } from 'node:fs/promises';
import { request as sendRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '@scrapekit/core';
import { buildNodePackage, N8n, type Outcome as N8nOutcome } from '@scrapekit/workflow-runner';
import type { IWorkflowBase } from 'n8n-workflow';
import { actionWorkflow } from '../../packages/n8n-nodes-scrapekit/test/support/action-workflow.ts';
import { openArrivals } from './arrivals.ts';
import { impatientClock } from './fast-clock.ts';
import type { Delivery, Host, OpenHost, Outcome, Seat } from './host.ts';

const MAY_EXIST = /may (?:or may not )?have created the job/;
const retryOnFail = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1_000 } as const;

export interface N8nHosts extends AsyncDisposable {
  readonly open: OpenHost;
  /** Where webhooks wake executions, such as https://127.0.0.1:40001. */
  readonly origin: string;
}

/** Starts n8n's engine with the built nodes. Every seat runs its workflows in it. */
export async function startN8nHosts(): Promise<N8nHosts> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-n8n-'));
  const nodePackage = await buildNodePackage();
  const n8n = await N8n.start({ nodePackages: [nodePackage.folder], folder, clock: impatientClock });
  return {
    origin: n8n.origin,
    open: async (seat) =>
      seat.operation.provider === 'scrapfly' ? await openQueue(n8n, seat) : openSleepingNode(n8n, seat),
    [Symbol.asyncDispose]: async () => {
      await n8n[Symbol.asyncDispose]();
      await nodePackage[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A workflow whose node starts a job and lets the execution sleep until a webhook or the timer wakes it. */
function openSleepingNode(n8n: N8n, seat: Seat): Host {
  const { operation } = seat;
  const run = async (input: Readonly<Record<string, unknown>>): Promise<Outcome> => {
    const parameters = {
      operation: 'startAndWait',
      whileRunning: 'sleep',
      options: { waitBeforeSleep: 0, pollEvery: 5 },
      ...operation.parameters(input),
    };
    const outcome = await n8n.run(workflowOf(seat, parameters, true), { credentials: credentialsOf(seat) });
    return read(outcome, 1);
  };
  return {
    run,
    receive: async (delivery) => await post(n8n.origin, delivery),
    verifies: true,
    onSilence: () => undefined,
    repeatedEvents: () => 0,
    close: () => Promise.resolve(),
  };
}

/** A workflow that queues a page of Scrapfly, and another one with the trigger that receives the page. */
async function openQueue(n8n: N8n, seat: Seat): Promise<Host> {
  const pages = openArrivals<Row>();
  const emitted = new Map<string, number>();
  const onOutcome = ({ outputs }: N8nOutcome) => {
    for (const { json } of outputs['Next']?.[0] ?? []) {
      const id = json['job_id'] as string;
      emitted.set(id, (emitted.get(id) ?? 0) + 1);
      pages.add(id, json);
    }
  };
  const credentials = credentialsOf(seat);
  const active = await n8n.activate(triggerWorkflow(seat), { credentials, onOutcome });
  const { pathname } = new URL(active.webhookUrl ?? '');
  const run = async (input: Readonly<Record<string, unknown>>): Promise<Outcome> => {
    const workflow = workflowOf(seat, seat.operation.parameters(input), false);
    const queued = read(await n8n.run(workflow, { credentials }), 0);
    if (queued.kind !== 'completed' || queued.jobId === undefined) return queued;
    return { ...queued, rows: [await pages.first(queued.jobId)] };
  };
  return {
    run,
    receive: async (delivery) => await post(n8n.origin, { ...delivery, path: pathname }),
    verifies: true,
    onSilence: () => undefined,
    repeatedEvents: () => [...emitted.values()].reduce((sum, times) => sum + times - 1, 0),
    close: async () => await active[Symbol.asyncDispose](),
  };
}

function workflowOf(
  { operation: { n8n: node } }: Seat,
  parameters: Readonly<Record<string, unknown>>,
  loops: boolean,
): IWorkflowBase {
  return actionWorkflow({ ...node, parameters: parameters as never, extra: retryOnFail, loops });
}

let triggers = 0;

function triggerWorkflow({ operation: { n8n: node } }: Seat): IWorkflowBase {
  const id = `chaos-trigger-${++triggers}`;
  const place = { typeVersion: 1, position: [0, 0] };
  const trigger = {
    ...place,
    id: 'trigger',
    name: 'Trigger',
    type: `n8n-nodes-scrapekit.${node.type}Trigger`,
    parameters: { events: ['completed'], output: 'items', simplify: false },
    credentials: { [node.credential]: { id: '1', name: 'Account' } },
    webhookId: id,
  };
  const next = { ...place, id: 'next', name: 'Next', type: 'n8n-nodes-base.noOp', parameters: {} };
  const connections = { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } };
  const settings = { executionOrder: 'v1' };
  return { id, name: id, nodes: [trigger, next], connections, settings } as unknown as IWorkflowBase;
}

const credentialsOf = ({ operation, owner, baseUrl, secrets }: Seat) => ({
  [operation.n8n.credential]: { apiKey: owner.api_key, webhookSecret: secrets[0] ?? '', baseUrl },
});

/** Reads how an execution ended, and the items that left the node by the given output. */
function read({ status, error, outputs }: N8nOutcome, output: number): Outcome {
  if (status !== 'success') {
    const message = [error?.message, error?.description].join(' ');
    return { kind: MAY_EXIST.test(message) ? 'ambiguous' : 'failed', message };
  }
  const rows = (outputs['Action']?.[output] ?? []).map(({ json }) => json as Row);
  const id = rows[0]?.['job_id'] ?? rows[0]?.['id'];
  return { kind: 'completed', rows, ...(typeof id === 'string' ? { jobId: id } : {}) };
}

/** Sends a webhook to n8n, which has a self-signed certificate. Resolves with the status of the answer. */
const post = async (origin: string, { path, headers, body }: Delivery): Promise<number> =>
  await new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: headers.flat(), rejectUnauthorized: false };
    const outgoing = sendRequest(origin + path, options, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.on('error', reject).end(body);
  });
