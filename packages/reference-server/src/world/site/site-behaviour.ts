import { createRandom, pickByShare } from '../random.ts';

/** How a website answers; most are `normal`. */
export type SiteBehaviour =
  | 'normal'
  /** The bare domain redirects to `www.`. */
  | 'www-only'
  /** The home page redirects to another path. */
  | 'moved'
  /** robots.txt forbids everything. */
  | 'closed-to-robots'
  /** robots.txt forbids some pages. */
  | 'partly-closed'
  | 'server-error'
  /** The name resolves, but the port is closed. */
  | 'refused'
  /** The name does not resolve. */
  | 'expired';

const shares: readonly (readonly [SiteBehaviour, number])[] = [
  ['www-only', 0.06],
  ['moved', 0.05],
  ['closed-to-robots', 0.03],
  ['partly-closed', 0.06],
  ['server-error', 0.02],
  ['refused', 0.02],
  ['expired', 0.02],
];

export function siteBehaviour(seed: string, domain: string): SiteBehaviour {
  return pickByShare(createRandom(seed, 'fate', domain), shares, 'normal');
}
