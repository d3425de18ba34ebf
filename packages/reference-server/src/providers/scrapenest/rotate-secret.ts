import { lockAccount } from '../../accounts/read-account.ts';
import { timestamp } from '../../http/timestamp.ts';
import type { Transaction } from '../../storage/database.ts';
import {
  changeEndpoint,
  type EndpointOwner,
  listEndpoints,
  type WebhookEndpoint,
} from '../../webhooks/endpoints.ts';
import { endpointNotFound, rotatedRecently } from './refusals.ts';
import { createSecret } from './signing-secrets.ts';

const OVERLAP_MS = 86_400_000;

/** Gives an endpoint a new secret; the one before signs beside it for 24 hours more, so there is no second until then. */
export async function rotateSecret(
  trx: Transaction,
  owner: EndpointOwner & { readonly id: string },
  now: Date,
): Promise<WebhookEndpoint> {
  // Of two at once, one is second.
  await lockAccount(trx, owner.accountId);
  const endpoint = (await listEndpoints(trx, owner)).find(({ id }) => id === owner.id);
  if (endpoint === undefined) throw endpointNotFound();
  const { secret, previousSecret } = endpoint;
  if (previousSecret !== null && now < previousSecret.until)
    throw rotatedRecently(timestamp(previousSecret.until));
  const until = new Date(now.getTime() + OVERLAP_MS);
  const rotated = await changeEndpoint(trx, owner, {
    secret: createSecret(),
    previousSecret: secret === null ? null : { secret, until },
  });
  if (rotated === undefined) throw endpointNotFound();
  return rotated;
}
