import { randomBytes } from 'node:crypto';
import { readConfig, startServer, type ServerConfig } from '@scrapekit/reference-server';
import { z } from 'zod/v4';

export interface Backend extends AsyncDisposable {
  readonly url: string;
  readonly config: ServerConfig;
  readonly apiKey: string;
  readonly webhookSecret: string;
}

export interface BackendOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly losesWebhooks: boolean;
  /** Credits of the fresh account. */
  readonly balance: number;
}

const account = z.object({ api_key: z.string(), webhook_secret: z.string() });
/** Added to each DNS and HTTP answer of the simulated internet: about what the real one takes. */
const LATENCY_MS = 150;

/** Starts the reference server in this process, with an account of its own for this run. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { environment, balance, losesWebhooks } = options;
  const adminToken = environment.ADMIN_TOKEN ?? randomBytes(24).toString('hex');
  const config = {
    ...readConfig({ LOG_LEVEL: 'warn', ...environment }),
    adminToken,
    // n8n's engine runs on this machine, where only a self-signed certificate is to be had.
    allowPrivateWebhooks: true,
  };
  const server = await startServer(config);
  try {
    const post = admin(server.url, adminToken);
    const email = `demo-${randomBytes(6).toString('hex')}@example.com`;
    const password = randomBytes(18).toString('base64url');
    const { api_key: apiKey, webhook_secret: webhookSecret } = account.parse(
      await post('/admin/accounts', { email, password, balance }),
    );
    await post('/admin/world', { latency_ms: LATENCY_MS, faults: { lose_webhooks: losesWebhooks } });
    return { url: server.url, config, apiKey, webhookSecret, [Symbol.asyncDispose]: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function admin(url: string, token: string) {
  return async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The server refused ${path}: ${text}`);
    return JSON.parse(text);
  };
}
