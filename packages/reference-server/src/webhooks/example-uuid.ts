import { createHash } from 'node:crypto';

/**
 * Returns the UUID of the job in a test of a receiver, which exists in no account. It comes from the id of the delivery,
 * so that each attempt names the same job.
 */
export function exampleUuid(deliveryId: string): string {
  const hex = createHash('sha256').update(deliveryId).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
