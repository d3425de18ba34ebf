import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HttpsProxy, startHttpsProxy } from './https-proxy.ts';
import { connect, type N8nApi } from './n8n-api.ts';
import { freePort, type N8nProcess, startProcess } from './n8n-process.ts';
import { installNodes, packNodes } from './node-package.ts';

export interface N8nHost extends AsyncDisposable {
  /** n8n's own address, for a browser. */
  readonly url: string;
  readonly api: N8nApi;
  /** Receives the webhooks of providers and passes them on to n8n. */
  readonly proxy: HttpsProxy;
  readonly process: N8nProcess;
  readonly userFolder: string;
  /** Kills n8n and starts it again on the same data and port. */
  killAndRestart(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export interface N8nHostOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether a worker runs beside the main process. Only for n8n in queue mode. */
  readonly hasWorker?: boolean;
}

/** Starts the real n8n with the packed nodes in a new user folder, behind an https proxy. */
export async function startN8nHost({ env, hasWorker = false }: N8nHostOptions = {}): Promise<N8nHost> {
  await using opened = new AsyncDisposableStack();
  const userFolder = await mkdtemp(join(tmpdir(), 'n8n-host-'));
  opened.defer(() => rm(userFolder, { recursive: true, force: true }));
  await mkdir(join(userFolder, '.n8n'));
  await using tarball = await packNodes();
  await installNodes(tarball.path, join(userFolder, '.n8n'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const proxy = opened.use(await startHttpsProxy(() => url));
  const options = { userFolder, port, webhookUrl: `${proxy.url}/`, ...(env && { env }) };
  let process = await startProcess(options);
  opened.defer(() => process.kill());
  let api = await connect(url);
  if (hasWorker) {
    // The main process has made the database and the encryption key, which the worker needs.
    const worker = await startProcess({ ...options, command: 'worker', port: await freePort() });
    opened.defer(() => worker.kill());
  }
  const restart = async () => {
    process = await startProcess(options);
    api = await connect(url);
  };
  const owned = opened.move();
  return {
    url,
    proxy,
    userFolder,
    get api() {
      return api;
    },
    get process() {
      return process;
    },
    kill: () => process.kill(),
    restart,
    killAndRestart: async () => {
      await process.kill();
      await restart();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
