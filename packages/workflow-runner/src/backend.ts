import { randomBytes } from 'node:crypto';
import {
  readConfig,
  startServer,
  type DashboardAccess,
  type ServerConfig,
} from '@scrapekit/reference-server';
import { ask } from './ask.ts';
import { openRunAccount, type RunAccount } from './run-account.ts';

export interface Backend extends AsyncDisposable, RunAccount {
  readonly url: string;
  readonly config: ServerConfig;
  /** What the data directory kept of a log-in at the start; undefined when there was no account. */
  readonly dashboardAccess?: DashboardAccess;
}

export interface BackendOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly losesWebhooks: boolean;
  /** Credits that the account has at least. */
  readonly balance: number;
}

/** Added to each DNS and HTTP answer of the simulated internet: about what the real one takes. */
const LATENCY_MS = 150;

/** Starts the reference server in this process and opens the account of its data directory. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { environment, balance, losesWebhooks } = options;
  const given = readConfig({ LOG_LEVEL: 'warn', ...environment });
  const adminToken = given.adminToken ?? randomBytes(24).toString('hex');
  const config = {
    ...given,
    adminToken,
    // n8n's engine runs on this machine, where only a self-signed certificate is to be had.
    allowPrivateWebhooks: true,
  };
  const server = await startServer(config, { withFirstAccount: true });
  try {
    const { url, dashboardAccess } = server;
    const account = await openRunAccount({ server, dataDir: config.dataDir, adminToken, balance });
    const body = { latency_ms: LATENCY_MS, faults: { lose_webhooks: losesWebhooks } };
    await ask(`${url}/admin/world`, { method: 'POST', token: adminToken, body });
    return { ...account, url, config, dashboardAccess, [Symbol.asyncDispose]: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
