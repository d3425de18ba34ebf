import { signWebhook } from '@scrapekit/core';
import type { WebhookMessage } from '@scrapekit/guarded-http';
import type { Source, Target } from '../config/config.ts';
import { statusOf, type StoredEvent } from '../events/event.ts';
import { removeForeignUrls } from './foreign-urls.ts';
import { hideSecrets } from './hide-secrets.ts';

/** The form of the signature that targets may check: Standard Webhooks, https://www.standardwebhooks.com. */
const signing = {
  id: 'relay',
  webhook: {
    scheme: {
      kind: 'svix',
      headers: [{ id: 'webhook-id', timestamp: 'webhook-timestamp', signature: 'webhook-signature' }],
      secretPrefix: 'whsec_',
    },
    parseEvent: () => {
      throw new Error('The relay receives no webhooks of this form.');
    },
  },
} as const;

export interface Composition {
  readonly event: StoredEvent;
  readonly source: Source;
  readonly target: Target;
  readonly signingSecret: string;
  readonly now: Date;
  /** The rows of this request, as a JSON list. Undefined when the target gets the event alone. */
  readonly rows?: { readonly json: Uint8Array; readonly page: number; readonly pages: number };
}

/**
 * Makes one request. All attempts at it have the same `webhook-id`, by which a target recognises a repetition. The event
 * has no URL but those of the provider, because a program that fetches one with an API key would give the key away. A
 * service may repeat a secret of the source in what it sends, and no target gets it.
 */
export function composeMessage(composition: Composition): WebhookMessage {
  const { event, source, target, signingSecret, now, rows } = composition;
  const id = rows === undefined ? event.id : `${event.id}_${rows.page}`;
  const text = target.rows.kind === 'single' && rows ? singleBody(event, rows.json) : eventBody(composition);
  const body = Buffer.from(hideSecrets(text, [source.apiKey, ...source.webhookSecrets]));
  const signature = signWebhook(signing, { body, secret: signingSecret, now, id });
  return {
    headers: { ...target.headers, 'content-type': 'application/json', ...signature },
    body,
  };
}

/** Returns the bytes that a request has beside its rows. */
export const eventBytes = (composition: Omit<Composition, 'rows'>): number =>
  Buffer.byteLength(
    eventBody({ ...composition, rows: { json: Buffer.from('[]'), page: 999_999, pages: 999_999 } }),
  );

function eventBody({ event, source, rows }: Omit<Composition, 'target'>): string {
  const { data, removed } = removeForeignUrls(event.data, source);
  const head = JSON.stringify({
    ...{ id: event.id, type: event.type, source: source.name, provider: source.provider.id },
    ...{ created_at: event.createdAt.toISOString(), reconciled: event.isReconciled },
    job: { id: event.jobId, operation: event.operation, status: statusOf(event) },
    ...{ data, removed_urls: removed },
    ...(rows && { page: { number: rows.page, of: rows.pages } }),
  });
  // The rows are JSON already. Parsing them to print them again would take the time of a whole page.
  return rows === undefined ? head : `${head.slice(0, -1)},"rows":${Buffer.from(rows.json).toString()}}`;
}

/** A request for one row has the columns at the top level, where tools such as Clay expect them. */
function singleBody(event: StoredEvent, json: Uint8Array): string {
  const [row] = JSON.parse(Buffer.from(json).toString()) as [Record<string, unknown>];
  return JSON.stringify({ ...row, relay_event_id: event.id, relay_job_id: event.jobId });
}
