import type { Clock } from '@scrapekit/core';
import type { InstalledNodes } from './installed-nodes.ts';
import type { WebhookServer } from './webhook-server.ts';

/** What executions share: the installed nodes, the clock and the address for webhooks. */
export interface Instance {
  readonly nodes: InstalledNodes;
  readonly clock: Clock;
  readonly server: WebhookServer;
}
