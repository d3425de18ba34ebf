import type { Transaction } from '../storage/database.ts';
import type { SendResult } from './send-webhook.ts';
import type { WebhookPolicy } from './webhook-policy.ts';

/** Counts an attempt for or against its endpoint, and disables one that failed too often or asked for it. */
export async function countAttempt(
  trx: Transaction,
  endpointId: string,
  { result, policy }: { readonly result: SendResult; readonly policy: WebhookPolicy },
): Promise<void> {
  const isGood = result.error === null;
  const { failures_in_row: failures } = await trx
    .updateTable('webhook_endpoint')
    .set((set) => ({ failures_in_row: isGood ? 0 : set('failures_in_row', '+', 1) }))
    .where('id', '=', endpointId)
    .returning('failures_in_row')
    .executeTakeFirstOrThrow();
  const reason = isGood ? undefined : reasonToDisable(result, failures, policy);
  if (reason === undefined) return;
  await trx
    .updateTable('webhook_endpoint')
    .set({ disabled_reason: reason })
    .where('id', '=', endpointId)
    .where('disabled_reason', 'is', null)
    .execute();
}

function reasonToDisable(
  { statusCode }: SendResult,
  failures: number,
  { disableAfterFailures = Infinity, disablingStatuses = [] }: WebhookPolicy,
): string | undefined {
  if (statusCode !== null && disablingStatuses.includes(statusCode))
    return `The receiver answered ${statusCode}.`;
  if (failures > disableAfterFailures)
    return `More than ${disableAfterFailures} attempts in a row failed. Repair the receiver, then enable it again.`;
  return undefined;
}
