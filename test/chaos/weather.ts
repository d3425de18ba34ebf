import type { Fault } from '../e2e/fault.ts';
import { lost, refused, stopped } from '../e2e/zapier/faults.ts';
import { type Dice, pick } from './dice.ts';

/** What happens to a webhook on its way to a client. */
export type WebhookFate = 'delivered' | 'lost' | 'doubled' | 'forged';

/** Decides what becomes of requests and webhooks. The names make each decision repeatable. */
export interface Weather {
  fault(kind: 'create' | 'read', ...names: readonly (string | number)[]): Fault | undefined;
  webhook(...names: readonly (string | number)[]): WebhookFate;
  /** How long something is held back, in milliseconds. */
  delayMs(...names: readonly (string | number)[]): number;
}

const shares = {
  webhooks: { lost: 0.3, doubled: 0.1, forged: 0.05 },
  reads: 0.1,
  creates: 0.15,
  delayed: 0.2,
} as const;
const LONGEST_DELAY_MS = 400;

function named(faults: Readonly<Record<string, Fault>>, name: string): Fault {
  const fault = faults[name];
  if (fault === undefined) throw new Error(`There is no fault "${name}".`);
  return fault;
}

/** The server acts on the request in the first five cases, and does not in the other three. */
const createFaults: readonly Fault[] = [
  named(lost, 'cut in the head'),
  named(lost, 'cut in the body'),
  named(lost, 'cut before the answer'),
  named(lost, '503'),
  named(lost, 'a page'),
  named(stopped, '503'),
  named(stopped, 'cut before'),
  named(refused, '429'),
];

const readFaults: readonly Fault[] = [
  named(lost, 'cut in the head'),
  named(lost, 'cut in the body'),
  named(stopped, 'cut before'),
  named(stopped, '503'),
  named(stopped, 'a page'),
  named(refused, '429'),
];

export function stormyWeather(dice: Dice): Weather {
  return {
    fault: (kind, ...names) => {
      const faults = kind === 'create' ? createFaults : readFaults;
      const share = (kind === 'create' ? shares.creates : shares.reads) / faults.length;
      return pick(
        dice('fault', kind, ...names),
        faults.map((fault) => [share, fault]),
      );
    },
    webhook: (...names) => {
      const { lost, doubled, forged } = shares.webhooks;
      const fates = [
        [lost, 'lost'],
        [doubled, 'doubled'],
        [forged, 'forged'],
      ] as const;
      return pick<WebhookFate>(dice('webhook', ...names), fates) ?? 'delivered';
    },
    delayMs: (...names) =>
      dice('is delayed', ...names) < shares.delayed ? LONGEST_DELAY_MS * dice('delay', ...names) : 0,
  };
}

export const calmWeather: Weather = {
  fault: () => undefined,
  webhook: () => 'delivered',
  delayMs: () => 0,
};
