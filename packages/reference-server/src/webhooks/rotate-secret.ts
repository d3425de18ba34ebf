import type { Transaction } from '../storage/database.ts';
import { lockAccount } from '../accounts/accounts.ts';
import { changeEndpoint, listEndpoints, type EndpointOwner, type WebhookEndpoint } from './endpoints.ts';

export interface Rotation {
  /** The new secret. */
  readonly secret: string;
  /** How long the old secret still signs, in milliseconds. */
  readonly overlapMs: number;
  readonly now: Date;
}

export type RotationResult =
  | { readonly kind: 'rotated'; readonly endpoint: WebhookEndpoint }
  /** An older secret still signs until then, and no receiver may lose it early. */
  | { readonly kind: 'too-early'; readonly until: Date }
  | { readonly kind: 'unknown' };

/** Gives an endpoint a new secret. With an overlap, a second rotation is refused until the old secret has ended. */
export async function rotateSecret(
  trx: Transaction,
  owner: EndpointOwner & { readonly id: string },
  { secret, overlapMs, now }: Rotation,
): Promise<RotationResult> {
  // With the account locked, the second of two rotations at the same time sees the first one and is refused.
  await lockAccount(trx, owner.accountId);
  const endpoint = (await listEndpoints(trx, owner)).find(({ id }) => id === owner.id);
  if (endpoint === undefined) return { kind: 'unknown' };
  const { secret: old, previousSecret } = endpoint;
  if (previousSecret !== null && now < previousSecret.until)
    return { kind: 'too-early', until: previousSecret.until };
  const until = new Date(now.getTime() + overlapMs);
  const rotated = await changeEndpoint(trx, owner, {
    secret,
    previousSecret: old === null || overlapMs === 0 ? null : { secret: old, until },
  });
  return rotated === undefined ? { kind: 'unknown' } : { kind: 'rotated', endpoint: rotated };
}
