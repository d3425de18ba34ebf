import { sql } from 'kysely';
import type { Caller } from '../../../accounts/find-caller.ts';
import type { Transaction } from '../../../storage/database.ts';
import { toEndpoint, type WebhookEndpoint } from '../../../webhooks/endpoints.ts';
import { refuse } from '../errors/refusals.ts';
import { PROVIDER } from '../names.ts';
import { webhookOptions } from './webhook-options.ts';

/** A webhook that takes one more scrape, and that scrape's place in its queue. */
export interface OpenWebhook {
  readonly endpoint: WebhookEndpoint;
  /** From 1. */
  readonly order: number;
}

/** Finds the webhook of that name in the project and environment of the caller's key, or refuses (F03, F24). */
export async function findWebhook(trx: Transaction, caller: Caller, name: string): Promise<OpenWebhook> {
  const endpoint = await lockEndpoint(trx, caller, name);
  if (endpoint === undefined)
    throw refuse(
      'ERR::WEBHOOK::NOT_FOUND',
      `No webhook of this name belongs to the project "${caller.project}" and the environment ${caller.env} of your key.`,
    );
  if (endpoint.disabledReason !== null)
    throw refuse('ERR::WEBHOOK::DISABLED', `The webhook is disabled. ${endpoint.disabledReason}`);
  const { queue_limit, max_concurrency } = webhookOptions.parse(endpoint.options);
  const unscraped = await countUnscraped(trx, endpoint);
  const waiting = unscraped + (await countUndelivered(trx, endpoint));
  if (waiting >= queue_limit)
    throw refuse('ERR::WEBHOOK::QUEUE_FULL', `${waiting} scrapes of this webhook wait already, its limit.`);
  if (unscraped >= max_concurrency)
    throw refuse(
      'ERR::WEBHOOK::MAX_CONCURRENCY_REACHED',
      `${unscraped} scrapes of this webhook are queued or running, its limit.`,
    );
  return { endpoint, order: waiting + 1 };
}

/** Held until the transaction ends, so that the counts are exact. */
async function lockEndpoint(
  trx: Transaction,
  { accountId, project, env }: Caller,
  name: string,
): Promise<WebhookEndpoint | undefined> {
  const row = await trx
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('provider', '=', PROVIDER)
    .where('project', '=', project)
    .where('env', '=', env)
    .where('name', '=', name)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && toEndpoint(row);
}

async function countUnscraped(trx: Transaction, { accountId, id }: WebhookEndpoint): Promise<number> {
  const { jobs } = await trx
    .selectFrom('job')
    .select((select) => select.fn.countAll<number>().as('jobs'))
    .where('account_id', '=', accountId)
    .where('provider', '=', PROVIDER)
    .where('status', 'in', ['queued', 'running'])
    .where(sql`input::json -> 'webhook' ->> 'endpointId'`, '=', id)
    .executeTakeFirstOrThrow();
  return jobs;
}

async function countUndelivered(trx: Transaction, { id }: WebhookEndpoint): Promise<number> {
  const { deliveries } = await trx
    .selectFrom('delivery')
    .select((select) => select.fn.countAll<number>().as('deliveries'))
    .where('endpoint_id', '=', id)
    .where('job_id', 'is not', null)
    .where('state', 'in', ['pending', 'sending', 'waiting'])
    .executeTakeFirstOrThrow();
  return deliveries;
}
