import type { Selectable } from 'kysely';
import type { WebhookEndpointTable } from '../storage/tables.ts';

/** Where an account wants to be told, for providers that keep it by name or id. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly accountId: string;
  readonly provider: string;
  readonly project: string;
  readonly env: string;
  readonly name: string;
  readonly url: string;
  /** Event types; all of them when empty. */
  readonly events: readonly string[];
  /** What only this provider's endpoints have. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly secret: string | null;
  /** Signs beside the current secret until then. */
  readonly previousSecret: { readonly secret: string; readonly until: Date } | null;
  readonly failuresInRow: number;
  /** Why nothing is sent to it, in plain words; null while it is enabled. */
  readonly disabledReason: string | null;
  readonly createdAt: Date;
}

/** An endpoint as its table row holds it. */
export const toEndpoint = (row: Selectable<WebhookEndpointTable>): WebhookEndpoint => ({
  id: row.id,
  accountId: row.account_id,
  provider: row.provider,
  project: row.project,
  env: row.env,
  name: row.name,
  url: row.url,
  events: JSON.parse(row.events) as readonly string[],
  options: JSON.parse(row.options) as WebhookEndpoint['options'],
  secret: row.secret,
  previousSecret:
    row.previous_secret === null || row.previous_secret_until === null
      ? null
      : { secret: row.previous_secret, until: row.previous_secret_until },
  failuresInRow: row.failures_in_row,
  disabledReason: row.disabled_reason,
  createdAt: row.created_at,
});
