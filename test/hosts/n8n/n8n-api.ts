import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { locateInstallation } from './installation.ts';
import { NothingHappenedError, poll } from './poll.ts';
import { type PlainAnswer, type PlainRequest, sendRequest } from './send-request.ts';
import type { WorkflowDraft } from './workflow-draft.ts';

const MAX_TRIES = 60;
const BUSY_PAUSE_MS = 1_000;
const PUSH_REF = 'host-tests';

const owner = { email: 'owner@example.com', password: 'Owner-of-the-tests-1' };

/** An item as n8n stores it. */
export interface Item {
  readonly json: Readonly<Record<string, unknown>>;
  readonly binary?: Readonly<Record<string, { readonly fileSize?: string; readonly bytes?: number }>>;
  readonly pairedItem?: unknown;
  readonly error?: unknown;
}

export type ExecutionStatus = 'new' | 'running' | 'waiting' | 'success' | 'error' | 'canceled' | 'crashed';

export interface ExecutionSummary {
  /** A number in answers of the public API. */
  readonly id: string | number;
  readonly status: ExecutionStatus;
  readonly mode: string;
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly waitTill?: string | null;
}

/** One run of a node. */
export interface NodeRun {
  readonly startTime: number;
  readonly executionTime: number;
  readonly executionStatus: string;
  readonly error?: { readonly message: string; readonly description?: string };
  readonly hints?: readonly { readonly message: string }[];
  /** The items by output. */
  readonly data?: { readonly main: readonly (readonly Item[] | null)[] };
}

export interface Execution extends ExecutionSummary {
  readonly error?: { readonly message: string; readonly description?: string };
  readonly runs: Readonly<Record<string, readonly NodeRun[]>>;
}

export interface CredentialRef {
  readonly id: string;
  readonly name: string;
}

export interface Publication {
  readonly status: string;
  readonly triggers: readonly { readonly status: string; readonly errorMessage?: string | null }[];
}

/** n8n's REST interface, as its editor uses it. */
export interface N8nApi {
  /** The session cookie, for a browser. */
  readonly cookie: string;
  /** The id that n8n expects from the browser of the session. */
  readonly browserId: string;
  createCredential(type: string, data: object): Promise<CredentialRef>;
  /** Runs the credential's test and returns its status and message. */
  testCredential(type: string, data: object): Promise<{ readonly status: string; readonly message: string }>;
  createWorkflow(draft: WorkflowDraft): Promise<string>;
  /** Publishes the workflow and waits until its triggers are registered. Throws when one is not. */
  activate(workflowId: string): Promise<void>;
  deactivate(workflowId: string): Promise<void>;
  deleteWorkflow(workflowId: string): Promise<void>;
  /** Starts a run by hand and returns its id, or undefined when n8n listens for a test webhook. */
  run(workflowId: string, options?: RunOptions): Promise<string | undefined>;
  /** Lists the executions of a workflow, newest first. */
  executionsOf(workflowId: string): Promise<readonly ExecutionSummary[]>;
  summary(executionId: string): Promise<ExecutionSummary>;
  execution(executionId: string): Promise<Execution>;
  /** Resolves when the execution's status is one of these. */
  waitFor(executionId: string, ...statuses: readonly ExecutionStatus[]): Promise<Execution>;
  stop(executionId: string): Promise<void>;
  retry(executionId: string): Promise<string>;
  request<Answer>(method: string, path: string, body?: object): Promise<Answer>;
}

export interface RunOptions {
  /** The node to start from; the workflow's first trigger by default. */
  readonly trigger?: string;
  /** The last node to execute, as with *Execute step*. */
  readonly destination?: string;
}

const ended: readonly ExecutionStatus[] = ['success', 'error', 'canceled', 'crashed'];

/** Creates the owner on a new n8n, or logs in on one that has its owner. */
export async function connect(url: string): Promise<N8nApi> {
  let cookie = '';
  const send = async (method: string, path: string, body?: object): Promise<PlainAnswer> => {
    const answer = await sendPatiently(`${url}/rest${path}`, {
      method,
      headers: {
        cookie,
        'browser-id': PUSH_REF,
        'push-ref': PUSH_REF,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers['set-cookie'] ?? []) cookie = set.split(';')[0] ?? '';
    return answer;
  };
  async function request<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await send(method, path, body);
    const text = answer.body.toString();
    if (answer.status >= 300)
      throw new Error(`n8n answered ${method} ${path} with ${answer.status}: ${text}`);
    return (JSON.parse(text) as { readonly data: Answer }).data;
  }
  const setUp = await send('POST', '/owner/setup', { ...owner, firstName: 'Host', lastName: 'Tests' });
  if (setUp.status >= 300)
    await request('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
  const key = { label: crypto.randomUUID(), scopes: ['execution:read', 'execution:list'], expiresAt: null };
  const { rawApiKey } = await request<{ readonly rawApiKey: string }>('POST', '/api-keys', key);
  const headers = { 'x-n8n-api-key': rawApiKey };
  // The editor's interface returns an execution only with all of its data, and lists 100 at most.
  const readPublic = async <Answer>(path: string): Promise<Answer> => {
    const answer = await sendPatiently(`${url}/api/v1/executions${path}`, { method: 'GET', headers });
    if (answer.status >= 300) throw new Error(`n8n answered ${path} with ${answer.status}.`);
    return JSON.parse(answer.body.toString()) as Answer;
  };
  return api(request, {
    cookie: () => cookie,
    summary: (id) => readPublic(`/${id}`),
    executionsOf: (workflowId) => listExecutions(readPublic, workflowId),
  });
}

/** Sends a request again while n8n answers 503, which means that its database did not answer in time. */
async function sendPatiently(url: string, sent: PlainRequest): Promise<PlainAnswer> {
  for (let tries = 1; ; tries++) {
    const answer = await sendRequest(url, sent);
    if (answer.status !== 503 || tries === MAX_TRIES) return answer;
    await delay(BUSY_PAUSE_MS);
  }
}

type ApiParts = Pick<N8nApi, 'summary' | 'executionsOf'> & { readonly cookie: () => string };

async function listExecutions(
  readPublic: <Answer>(path: string) => Promise<Answer>,
  workflowId: string,
): Promise<readonly ExecutionSummary[]> {
  const listed: ExecutionSummary[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ workflowId, limit: '250', ...(cursor && { cursor }) });
    const page: { readonly data: ExecutionSummary[]; readonly nextCursor: string | null } = await readPublic(
      `?${query.toString()}`,
    );
    listed.push(...page.data);
    cursor = page.nextCursor;
  }
  return listed;
}

function api(request: N8nApi['request'], { cookie, ...reads }: ApiParts): N8nApi {
  const { summary } = reads;
  const execution = async (id: string) => parseExecution(await request('GET', `/executions/${id}`));
  return {
    get cookie() {
      return cookie();
    },
    browserId: PUSH_REF,
    request,
    createCredential: async (type, data) => {
      const name = `${type} ${crypto.randomUUID()}`;
      const { id } = await request<CredentialRef>('POST', '/credentials', { name, type, data });
      return { id, name };
    },
    testCredential: (type, data) =>
      request('POST', '/credentials/test', { credentials: { id: '', name: type, type, data } }),
    createWorkflow: async (draft) => (await request<{ id: string }>('POST', '/workflows', draft)).id,
    activate: async (id) => {
      const { versionId } = await request<{ versionId: string }>('GET', `/workflows/${id}`);
      for (let tries = 1; ; tries += 1) {
        await request('POST', `/workflows/${id}/activate`, { versionId });
        try {
          await published(request, id);
          return;
        } catch (error) {
          // n8n sometimes loses a publication to an error of its own ("No bridge acquired") and reports it only in its log.
          if (!(error instanceof NothingHappenedError) || tries === PUBLISH_TRIES) throw error;
          await request('POST', `/workflows/${id}/deactivate`, {});
        }
      }
    },
    deactivate: async (id) => {
      await request('POST', `/workflows/${id}/deactivate`, {});
    },
    deleteWorkflow: async (id) => {
      await request('POST', `/workflows/${id}/archive`, {});
      await request('DELETE', `/workflows/${id}`);
    },
    run: (id, options = {}) => startRun(request, id, options),
    ...reads,
    execution,
    waitFor: async (id, ...statuses) => {
      const wanted = statuses.length === 0 ? ended : statuses;
      await poll(async () => {
        const { status } = await summary(id);
        if (!wanted.includes(status) && ended.includes(status))
          throw new Error(`The execution ended as ${status}: ${JSON.stringify((await execution(id)).error)}`);
        return wanted.includes(status);
      });
      return await execution(id);
    },
    stop: async (id) => {
      await request('POST', `/executions/${id}/stop`);
    },
    retry: async (id) => {
      const retried = await request<{ id?: string; executionId?: string }>(
        'POST',
        `/executions/${id}/retry`,
        {},
      );
      return String(retried.id ?? retried.executionId);
    },
  };
}

async function startRun(
  request: N8nApi['request'],
  workflowId: string,
  { trigger, destination }: RunOptions,
): Promise<string | undefined> {
  const { nodes } = await request<WorkflowDraft>('GET', `/workflows/${workflowId}`);
  const name = trigger ?? nodes.find(({ type }) => /trigger$|\.webhook$/i.test(type))?.name;
  if (name === undefined) throw new Error('The workflow has no trigger.');
  const body = {
    triggerToStartFrom: { name },
    ...(destination === undefined ? {} : { destinationNode: { nodeName: destination, mode: 'inclusive' } }),
  };
  const answer = await request<{ executionId?: string; waitingForWebhook?: boolean }>(
    'POST',
    `/workflows/${workflowId}/run`,
    body,
  );
  return answer.executionId;
}

const PUBLISH_TRIES = 3;
/** n8n publishes one workflow after another, each within a second. */
const PUBLISH_LIMIT_MS = 90_000;

async function published(request: N8nApi['request'], workflowId: string): Promise<void> {
  const isPublished = async () => {
    const publication = await request<Publication>('GET', `/workflows/${workflowId}/publication-status`);
    const failed = publication.triggers.find(({ errorMessage }) => Boolean(errorMessage));
    if (failed !== undefined) throw new Error(`The workflow was not published: ${failed.errorMessage}`);
    return (
      publication.status === 'published' && publication.triggers.every(({ status }) => status === 'activated')
    );
  };
  await poll(isPublished, { limitMs: PUBLISH_LIMIT_MS });
}

interface StoredExecution extends ExecutionSummary {
  readonly data: string;
}

function parseExecution({ data, ...summary }: StoredExecution): Execution {
  const require = createRequire(join(locateInstallation().folder, 'package.json'));
  const { parse } = require('flatted') as { readonly parse: (text: string) => unknown };
  const { resultData } = parse(data) as {
    readonly resultData: { readonly runData?: Execution['runs']; readonly error?: Execution['error'] };
  };
  return { ...summary, runs: resultData.runData ?? {}, ...(resultData.error && { error: resultData.error }) };
}
