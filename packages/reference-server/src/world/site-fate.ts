import { createRandom } from './random.ts';

/** What is the matter with a website; `well` for most of them. */
export type SiteFate =
  | 'well'
  /** The bare domain redirects to `www.`. */
  | 'www-only'
  /** The home page redirects to another path. */
  | 'moved'
  /** robots.txt forbids everything. */
  | 'closed-to-robots'
  /** robots.txt forbids some pages. */
  | 'partly-closed'
  | 'server-error'
  /** The name still exists, the server does not. */
  | 'refused'
  /** The name does not exist any more. */
  | 'expired';

const shares: readonly (readonly [SiteFate, number])[] = [
  ['www-only', 0.06],
  ['moved', 0.05],
  ['closed-to-robots', 0.03],
  ['partly-closed', 0.06],
  ['server-error', 0.02],
  ['refused', 0.02],
  ['expired', 0.02],
];

export function siteFate(seed: string, domain: string): SiteFate {
  let left = createRandom(seed, 'fate', domain).next();
  for (const [fate, share] of shares) {
    if (left < share) return fate;
    left -= share;
  }
  return 'well';
}
