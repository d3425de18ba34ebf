import { type ProviderId, providers } from '@scrapekit/core';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type ReferenceServer,
  startReferenceServer,
  type TestAccount,
} from '../../../../test/e2e/reference-server.ts';
import { type Emulator, openEmulator } from '../../src/emulator/emulator.ts';
import type { ReceivedResponse, SentRequest } from '../../src/emulator/exchange.ts';
import { type AppFiles, writeAppFiles } from '../../src/format/app-files.ts';
import { generateApp } from '../../src/generate/app.ts';
import { type Hook, startHook } from './hook.ts';

const certificate = new URL('../../../../test/fixtures/tls/cert.pem', import.meta.url);

/** The address that connections name. Only requests for this origin reach the reference server. */
export const API = 'https://api.test';

/** The files of each app as they are built. */
export const builtFiles: Readonly<Record<ProviderId, AppFiles>> = Object.fromEntries(
  Object.entries(providers).map(([id, provider]) => [id, writeAppFiles(generateApp(provider))]),
) as unknown as Record<ProviderId, AppFiles>;

/** The reference server with an account, and a website of its simulated internet. */
export interface World {
  readonly server: ReferenceServer;
  readonly account: TestAccount;
  readonly website: string;
  readonly hook: Hook;
}

/** An app with a saved connection, and what it has sent. */
export interface OpenedApp extends Emulator {
  readonly sent: readonly SentRequest[];
  /** The requests that would have left for another server. They were not sent. */
  readonly strays: readonly SentRequest[];
}

export async function startWorld(): Promise<World & { close(): Promise<void> }> {
  const server = await startReferenceServer({ env: { NODE_EXTRA_CA_CERTS: fileURLToPath(certificate) } });
  const account = await server.createAccount(100);
  const hook = await startHook();
  const app = await openApp({ server, account }, 'scrapekit', builtFiles.scrapekit);
  const leads = await app.run('runScrapeJob', {
    query: 'dentists',
    location: 'Austin, Texas',
    max_leads: 5,
    limit: 5,
  });
  const { website } = (leads as { website: string; emails_found?: string[] }[]).find(
    ({ emails_found = [] }) => emails_found.length > 0,
  )!;
  return {
    server,
    account,
    website,
    hook,
    close: async () => {
      hook.close();
      await server.close();
    },
  };
}

export const baseUrlOf = (id: ProviderId): string => (id === 'scrapekit' ? API : `${API}/${id}`);

const ran = new Map<ProviderId, Set<string>>();

/** Returns the modules of an app that have sent a request to the server, in the order of the alphabet. */
export const modulesThatRan = (id: ProviderId): readonly string[] => [...(ran.get(id) ?? [])].toSorted();

/** Opens an app, and saves a connection with the account's key or another one. */
export async function openApp(
  { server, account }: Pick<World, 'server' | 'account'>,
  id: ProviderId,
  files: AppFiles,
  { apiKey = account.api_key }: { readonly apiKey?: string } = {},
): Promise<OpenedApp> {
  const app = openFiles(files, (request) => sendTo(server.url, request), pause);
  await app.connect({ apiKey, baseUrl: baseUrlOf(id) });
  const noting = async (module: string, use: () => Promise<readonly unknown[]>) => {
    const before = app.sent.length;
    try {
      return await use();
    } finally {
      if (app.sent.length > before) ran.set(id, new Set([...(ran.get(id) ?? []), module]));
    }
  };
  return {
    ...app,
    run: async (module, values) => await noting(module, async () => await app.run(module, values)),
    deliver: async (trigger, body) => await noting(trigger, async () => await app.deliver(trigger, body)),
  };
}

/** Opens an app without a connection. `answer` answers the requests for the API. */
export function openFiles(
  files: AppFiles,
  answer: (request: SentRequest) => Promise<ReceivedResponse>,
  sleep: () => Promise<void> = () => Promise.resolve(),
): OpenedApp {
  const sent: SentRequest[] = [];
  const strays: SentRequest[] = [];
  const emulator = openEmulator(files, {
    send: (request) => {
      sent.push(request);
      if (new URL(request.url).origin === API) return answer(request);
      strays.push(request);
      return Promise.reject(new Error('This request is for another server.'));
    },
    sleep,
  });
  return Object.assign(emulator, { sent, strays });
}

async function sendTo(serverUrl: string, request: SentRequest): Promise<ReceivedResponse> {
  const { pathname, search } = new URL(request.url);
  const response = await fetch(serverUrl + pathname + search, {
    method: request.method,
    headers: { ...request.headers },
    body: request.body,
    redirect: 'manual',
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** An answer with a JSON body, for tests that need no server. */
export const answerOf = (status: number, body: unknown): ReceivedResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: new TextEncoder().encode(JSON.stringify(body)),
});

/** The jobs of the tests end within seconds. */
const pause = () => delay(50);

/** Runs a module that reads a job until its status is one of these. */
export async function readUntil(
  app: Emulator,
  module: string,
  jobId: string,
  statuses: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const [job] = (await app.run(module, { jobId })) as Readonly<Record<string, unknown>>[];
    if (job !== undefined && statuses.includes(String(job.status))) return job;
    await pause();
  }
}
