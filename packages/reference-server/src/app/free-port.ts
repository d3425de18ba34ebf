import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerConfig } from '../settings/config.ts';

/** Rejects with Node's error when this process cannot listen there. Call it before slow steps of a start. */
export async function requireFreePort({ port, host }: Pick<ServerConfig, 'port' | 'host'>): Promise<void> {
  const probe = createServer();
  await once(probe.listen({ port, host }), 'listening');
  probe.close();
  await once(probe, 'close');
}
