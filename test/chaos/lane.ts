import type { ReferenceServer } from '../e2e/reference-server.ts';
import { createJobOwner, type JobOwner } from '../e2e/zapier/job-owner.ts';
import type { Host, Outcome } from './host.ts';
import type { PaidOperation } from './operations.ts';

export type PathName = 'core' | 'zapier' | 'n8n';

/** A job to run. Jobs with the same operation, path and number have the same input, and must have the same rows. */
export interface Work {
  readonly operation: PaidOperation;
  readonly path: PathName;
  readonly number: number;
}

/** A request that starts a job, as the proxy saw it. */
export interface Create {
  /** Whether the server may have acted on it. */
  mayHaveActed: boolean;
  /** Whether its sender got no whole answer of the server. */
  wasDisturbed: boolean;
}

/** A job that was run, and what became of its requests and webhooks. */
export interface Run {
  readonly work: Work;
  readonly creates: Create[];
  requests: number;
  /** The kills of a server while the job ran, by number. */
  readonly kills: number[];
  outcome: Outcome;
}

export interface WebhookCounts {
  arrived: number;
  lost: number;
  doubled: number;
  forged: number;
  rejected: number;
  /** Forged webhooks that a client which verifies has accepted. */
  accepted: number;
}

/** One account and one client, which run their jobs one after the other. */
export interface Lane {
  readonly name: string;
  readonly operation: PaidOperation;
  readonly path: PathName;
  readonly work: readonly Work[];
  readonly owner: JobOwner;
  readonly runs: Run[];
  readonly webhooks: WebhookCounts;
  /** The job that runs now. */
  current: Run | undefined;
  host: Host | undefined;
}

/** Spreads the work over lanes. Each has one operation and one path. */
export async function openLanes(
  server: Pick<ReferenceServer, 'admin' | 'url'>,
  work: readonly Work[],
  jobsOfALane: number,
): Promise<readonly Lane[]> {
  const groups = Map.groupBy(work, ({ operation, path }) => `${operation.name}-${path}`);
  const lanes = [...groups].flatMap(([name, members]) => {
    const count = Math.ceil(members.length / jobsOfALane);
    return Array.from({ length: count }, (_, index) => ({
      name: `${name}-${index}`.replaceAll(' ', '-'),
      work: members.filter((_work, position) => position % count === index),
    }));
  });
  const opened: Lane[] = [];
  for (const { name, work: own } of lanes) {
    const [first] = own;
    if (first === undefined) continue;
    opened.push({
      name,
      operation: first.operation,
      path: first.path,
      work: own,
      owner: await createJobOwner(server, CREDITS),
      runs: [],
      webhooks: { arrived: 0, lost: 0, doubled: 0, forged: 0, rejected: 0, accepted: 0 },
      current: undefined,
      host: undefined,
    });
  }
  return opened;
}

const CREDITS = 1_000;

/** Registers the webhook address of a lane where the provider wants that. Returns the secrets that sign its webhooks. */
export async function registerWebhooks(
  server: Pick<ReferenceServer, 'admin'>,
  { operation: { provider }, path, owner }: Lane,
  url: string,
): Promise<readonly string[]> {
  if (provider === 'scrapekit') return [owner.webhook_secret];
  if (provider === 'scrupp') return [owner.api_key];
  // In Zapier, and in n8n unless a trigger receives the page, these providers are polled.
  if (path === 'zapier' || (path === 'n8n' && provider !== 'scrapfly')) return [];
  const settings = {
    matchkraft: { url },
    scrapfly: { url, name: 'chaos' },
    scrapenest: { url, enabled_events: ['job.completed'] },
  }[provider];
  const endpoint = (await server.admin(`/accounts/${owner.account_id}/webhook-endpoints`, {
    provider,
    ...settings,
  })) as { readonly secret: string | null };
  return endpoint.secret === null ? [] : [endpoint.secret];
}
